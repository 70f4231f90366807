import { z } from 'zod';
import { id255 } from './composition-objects.ts';
import { given, url } from './text-objects.ts';

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

const text = z.strictObject({ type: z.literal('text'), text: given, style });
const link = z.strictObject({
  type: z.literal('link'),
  url: url(),
  text: given.optional(),
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
  z.strictObject({ type: z.literal('channel'), channel_id: given, style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: given,
    url: url().optional(),
    fallback: given.optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('emoji'),
    name: given,
    unicode: given.optional(),
    url: url().optional(),
    style,
  }),
  z.strictObject({ type: z.literal('team'), team_id: given, style }),
  z.strictObject({ type: z.literal('user'), user_id: given, style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: given, style }),
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
  block_id: id255.optional(),
  elements: z.array(richTextElement).min(1),
});
