import { z } from 'zod';
import { isTyped, type Typed } from '../block-kit/block-shape.ts';
import { withGeneratedIds } from '../block-kit/generated-ids.ts';
import { validateMessageBlocks } from '../block-kit/validate-blocks.ts';
import type { Ids } from '../ids.ts';
import type { Message, Metadata } from '../workspace/model.ts';
import { flag, parseJson } from './arguments.ts';
import { SlackError, withProblems } from './slack-error.ts';

/** The arguments that say what a message is; wrong ones have errors of their own, so they are loose. */
export const contentArguments = {
  text: z.string().optional(),
  markdown_text: z.string().optional(),
  blocks: z.unknown().optional(),
  attachments: z.unknown().optional(),
  metadata: z.unknown().optional(),
  parse: z.enum(['none', 'full']).optional(),
  link_names: flag,
  mrkdwn: flag,
  unfurl_links: flag,
  unfurl_media: flag,
};

export type ContentArguments = z.output<z.ZodObject<typeof contentArguments>>;

export type MessageContent = Pick<
  Message,
  | 'text'
  | 'blocks'
  | 'attachments'
  | 'metadata'
  | 'parse'
  | 'linkNames'
  | 'mrkdwn'
  | 'unfurlLinks'
  | 'unfurlMedia'
>;

const maxAttachments = 100;
// Slack's documentation names no number (?).
const maxMetadataBytes = 16_000;
export const maxTextChars = 40_000;

/** Checks all that a message is made of. Throws the `SlackError` that Slack would answer. */
export function readContent(args: ContentArguments, ids: Ids): MessageContent {
  const blocks = readBlocks(args.blocks, ids);
  const attachments = readAttachments(args.attachments);
  const markdown = args.markdown_text ?? '';
  if (markdown !== '' && (blocks !== undefined || (args.text ?? '') !== '')) {
    throw new SlackError('markdown_text_conflict');
  }
  if (markdown.length > 12_000) throw new SlackError('msg_too_long');
  const text = markdown === '' ? (args.text ?? '') : markdown;
  const isEmpty = blocks === undefined && attachments === undefined;
  if (text.trim() === '' && isEmpty) throw new SlackError('no_text');
  return {
    text,
    blocks,
    attachments,
    metadata: readMetadata(args.metadata),
    parse: args.parse ?? 'none',
    linkNames: args.link_names ?? false,
    mrkdwn: args.mrkdwn ?? true,
    unfurlLinks: args.unfurl_links,
    unfurlMedia: args.unfurl_media,
  };
}

/** Undefined for none; an empty list is none. */
export function readBlocks(given: unknown, ids: Ids): readonly Typed[] | undefined {
  const blocks = parseJson(given);
  if (blocks === undefined || blocks === null || blocks === '') return undefined;
  if (!Array.isArray(blocks)) throw new SlackError('invalid_blocks_format');
  if (blocks.length === 0) return undefined;
  const verdict = validateMessageBlocks(blocks);
  switch (verdict.kind) {
    case 'invalid':
      throw withProblems('invalid_blocks', verdict.problems);
    case 'tooLong':
      throw new SlackError('msg_blocks_too_long');
    case 'valid':
      return withGeneratedIds(blocks.filter(isTyped), ids);
  }
}

function readAttachments(given: unknown): readonly unknown[] | undefined {
  const attachments = parseJson(given);
  if (attachments === undefined || attachments === null || attachments === '') return undefined;
  if (!Array.isArray(attachments)) throw new SlackError('invalid_attachments');
  if (attachments.length > maxAttachments) throw new SlackError('too_many_attachments');
  for (const [index, attachment] of (attachments as unknown[]).entries()) {
    if (typeof attachment !== 'object' || attachment === null) {
      throw new SlackError('invalid_attachments');
    }
    if (!('blocks' in attachment)) continue;
    const verdict = validateMessageBlocks(attachment.blocks, `/attachments/${index}/blocks`);
    if (verdict.kind === 'invalid') throw withProblems('invalid_attachments', verdict.problems);
  }
  return attachments.length === 0 ? undefined : attachments;
}

const metadataSchema = z.object({
  event_type: z.string().regex(/^[A-Za-z0-9_.-]{1,255}$/),
  event_payload: z.record(z.string(), z.unknown()),
});

function readMetadata(given: unknown): Metadata | undefined {
  if (given === undefined || given === null || given === '') return undefined;
  const metadata = parseJson(given);
  if (typeof metadata !== 'object') throw new SlackError('invalid_metadata_format');
  const parsed = metadataSchema.safeParse(metadata);
  if (!parsed.success) throw new SlackError('invalid_metadata_schema');
  if (Buffer.byteLength(JSON.stringify(parsed.data)) > maxMetadataBytes) {
    throw new SlackError('metadata_too_large');
  }
  return parsed.data;
}
