import { z } from 'zod';
import {
  actions,
  context,
  divider,
  header,
  image,
  input,
  modalInput,
  section,
  video,
} from './blocks.ts';
import { id255 } from './composition-objects.ts';
import { alert } from './newer-blocks.ts';
import { richTextBlock } from './rich-text.ts';
import { plainText } from './text-objects.ts';

const blocks = [actions, context, divider, header, image, richTextBlock, section, video] as const;

const viewRest = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: id255.optional(),
  external_id: id255.optional(),
};

export const modalView = z
  .strictObject({
    type: z.literal('modal'),
    ...viewRest,
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    blocks: z.array(z.discriminatedUnion('type', [...blocks, modalInput, alert])).max(100),
  })
  .refine(
    (view) => view.submit !== undefined || !view.blocks.some((block) => block.type === 'input'),
    { error: '`submit` is required when there is an input block', path: ['submit'] },
  );

export const homeView = z.strictObject({
  type: z.literal('home'),
  ...viewRest,
  blocks: z.array(z.discriminatedUnion('type', [...blocks, input])).max(100),
});
