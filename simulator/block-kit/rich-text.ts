import { z } from 'zod';
import { filled, url } from './text-objects.ts';

const flag = z.boolean().optional();
const style = z
  .strictObject({
    bold: flag,
    italic: flag,
    strike: flag,
    underline: flag,
    code: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  })
  .optional();

const id = filled(255);
// Not a documented limit for one element; the sum over all blocks bounds it anyway.
const anyLength = z.string().min(1);

const text = z.strictObject({ type: z.literal('text'), text: anyLength, style });
const link = z.strictObject({
  type: z.literal('link'),
  url: url(),
  text: anyLength.optional(),
  unsafe: flag,
  style,
});

const inline = z.discriminatedUnion('type', [
  text,
  link,
  z.strictObject({
    type: z.literal('broadcast'),
    range: z.enum(['here', 'channel', 'everyone']),
    style,
  }),
  z.strictObject({
    type: z.literal('color'),
    value: z.string().regex(/^#[0-9a-fA-F]{6}$/),
    style,
  }),
  z.strictObject({ type: z.literal('channel'), channel_id: id, style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: anyLength,
    url: url().optional(),
    fallback: anyLength.optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: filled(255),
    unicode: filled(255).optional(),
    url: url().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('team'), team_id: id, style }),
  z.strictObject({ type: z.literal('user'), user_id: id, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: id, style }),
]);

const border = z.union([z.literal(0), z.literal(1)]).optional();
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) });

const richTextElement = z.discriminatedUnion('type', [
  section,
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(z.discriminatedUnion('type', [section])),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_quote'),
    elements: z.array(inline),
    border,
  }),
  z.strictObject({
    type: z.literal('rich_text_preformatted'),
    elements: z.array(z.discriminatedUnion('type', [text, link])),
    border,
  }),
]);

export const richTextBlock = z.strictObject({
  type: z.literal('rich_text'),
  block_id: filled(255).optional(),
  elements: z.array(richTextElement).min(1),
});
