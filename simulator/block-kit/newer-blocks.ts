import { z } from 'zod';
import {
  actions,
  context,
  divider,
  header,
  image,
  input,
  section,
  table,
  video,
} from './blocks.ts';
import { id255 } from './composition-objects.ts';
import { button, imageElement, urlSource } from './elements.ts';
import { richTextBlock } from './rich-text.ts';
import { anyText, given, mrkdwn, plainText } from './text-objects.ts';

const blockId = { block_id: id255.optional() };

export const alert = z.strictObject({
  type: z.literal('alert'),
  ...blockId,
  text: anyText(),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
});

export const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z
      .array(z.discriminatedUnion('type', [button]))
      .min(1)
      .optional(),
  })
  .refine((block) => block.hero_image ?? block.title ?? block.actions ?? block.body, {
    error: 'must define one of `hero_image`, `title`, `actions` or `body`',
  });

export const carousel = z.strictObject({
  type: z.literal('carousel'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [card]))
    .min(1)
    .max(10),
});

export const container = z
  .strictObject({
    type: z.literal('container'),
    ...blockId,
    title: plainText(150).optional(),
    rich_text_title: richTextBlock.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion('type', [
          actions,
          context,
          divider,
          header,
          image,
          input,
          richTextBlock,
          section,
          table,
          video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine((block) => block.title ?? block.rich_text_title, {
    error: 'must define either `title` or `rich_text_title`',
  })
  .refine((block) => block.default_collapsed !== true || block.is_collapsible === true, {
    error: '`default_collapsed` requires `is_collapsible`',
  });

export const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockId,
  task_id: given,
  title: given,
  details: richTextBlock.optional(),
  output: richTextBlock.optional(),
  sources: z.array(urlSource).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

export const plan = z.strictObject({
  type: z.literal('plan'),
  ...blockId,
  title: given,
  tasks: z.array(z.discriminatedUnion('type', [taskCard])).optional(),
});
