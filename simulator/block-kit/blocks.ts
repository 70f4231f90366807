import { z } from 'zod';
import { hasOneSource, id255, imageSource, oneSourceError } from './composition-objects.ts';
import {
  button,
  checkboxes,
  datepicker,
  datetimepicker,
  feedbackButtons,
  fileInput,
  iconButton,
  imageElement,
  multiSelects,
  overflow,
  radioButtons,
  richTextInput,
  selects,
  textInputs,
  timepicker,
  workflowButton,
} from './elements.ts';
import { richTextBlock } from './rich-text.ts';
import { anyText, filled, given, httpsUrl, mrkdwn, plainText, url } from './text-objects.ts';

const blockId = { block_id: id255.optional() };
const pickers = [checkboxes, datepicker, radioButtons, timepicker] as const;

export const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z
      .discriminatedUnion('type', [
        button,
        workflowButton,
        imageElement,
        overflow,
        ...pickers,
        ...selects,
        ...multiSelects,
      ])
      .optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, {
    error: 'must define either `text` or `fields`',
  });

export const header = z.strictObject({
  type: z.literal('header'),
  ...blockId,
  text: plainText(150),
});

export const divider = z.strictObject({ type: z.literal('divider'), ...blockId });

export const image = z
  .strictObject({
    type: z.literal('image'),
    ...blockId,
    alt_text: filled(2000),
    title: plainText(2000).optional(),
    ...imageSource,
  })
  .refine(hasOneSource, oneSourceError);

export const context = z.strictObject({
  type: z.literal('context'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [imageElement, plainText(), mrkdwn()]))
    .min(1)
    .max(10),
});

export const actions = z.strictObject({
  type: z.literal('actions'),
  ...blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        button,
        workflowButton,
        overflow,
        datetimepicker,
        richTextInput,
        ...pickers,
        ...selects,
        ...multiSelects,
      ]),
    )
    .min(1)
    .max(25),
});

export const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
});

const inputElements = [
  datetimepicker,
  richTextInput,
  ...textInputs,
  ...pickers,
  ...selects,
  ...multiSelects,
] as const;

const inputRest = {
  ...blockId,
  label: plainText(2000),
  hint: plainText(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
};

export const input = z.strictObject({
  type: z.literal('input'),
  ...inputRest,
  element: z.discriminatedUnion('type', [...inputElements]),
});

/** A file can be asked for in a modal alone. */
export const modalInput = z.strictObject({
  type: z.literal('input'),
  ...inputRest,
  element: z.discriminatedUnion('type', [...inputElements, fileInput]),
});

export const markdown = z.strictObject({
  type: z.literal('markdown'),
  ...blockId,
  text: given,
});

export const video = z.strictObject({
  type: z.literal('video'),
  ...blockId,
  alt_text: given,
  title: plainText(199),
  title_url: httpsUrl().optional(),
  video_url: httpsUrl(),
  thumbnail_url: url(),
  author_name: filled(49).optional(),
  provider_name: given.optional(),
  provider_icon_url: url().optional(),
  description: plainText().optional(),
});

const cell = z.discriminatedUnion('type', [
  richTextBlock,
  z.strictObject({ type: z.literal('raw_text'), text: given }),
  z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: given }),
]);
const row = z.array(cell).min(1).max(20);

export const table = z.strictObject({
  type: z.literal('table'),
  ...blockId,
  rows: z.array(row).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(['left', 'center', 'right']).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
});

const maxDataTableChars = 20_000;

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    ...blockId,
    rows: z.array(row).min(1).max(201),
    caption: given,
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).max(19).optional(),
  })
  .refine((block) => countText(block.rows) <= maxDataTableChars, {
    error: `must be less than ${maxDataTableChars + 1} characters`,
    path: ['rows'],
  });

/** Characters of every `text` below a value. */
export function countText(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countText(item), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? item.length : countText(item)),
    0,
  );
}
