import { isTyped } from './block-shape.ts';
import { toPointer } from './json-pointer.ts';
import type { Message } from '../workspace/model.ts';

/** A stretch of mrkdwn that Slack shows in a style of its own. */
export interface ActiveFormat {
  readonly style: 'bold' | 'italic' | 'strike' | 'code' | 'codeBlock' | 'quote';
  readonly text: string;
  /** A JSON pointer to the text it stands in. */
  readonly at: string;
}

const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const paired = (sign: string): RegExp =>
  new RegExp(`${before}${sign}(?=[^\\s${sign}])([^\\n${sign}]*[^\\s${sign}])${sign}${after}`, 'gu');

const styles = [
  ['codeBlock', /```([\s\S]+?)```/g],
  ['code', /`([^`\n]+)`/g],
  ['bold', paired('\\*')],
  ['italic', paired('_')],
  ['strike', paired('~')],
  ['quote', /^(?:&gt;|>)(.*)$/gm],
] as const;

/**
 * What Slack would format in the mrkdwn that is shown: the text objects of blocks, and the message's own
 * text when it has no blocks. Nesting is not followed.
 */
export function activeFormats(
  message: Pick<Message, 'text' | 'blocks'> & Partial<Pick<Message, 'mrkdwn'>>,
): readonly ActiveFormat[] {
  if (message.blocks !== undefined) return formatsIn(message.blocks, '/blocks');
  return message.mrkdwn === false ? [] : formatsOf(message.text, '/text');
}

function formatsIn(value: unknown, at: string): readonly ActiveFormat[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isTyped(value) && value.type === 'mrkdwn') return formatsOf(String(value['text']), at);
  return Object.entries(value).flatMap(([key, item]) => formatsIn(item, at + toPointer([key])));
}

function formatsOf(text: string, at: string): readonly ActiveFormat[] {
  return styles.flatMap(([style, pattern]) =>
    [...text.matchAll(pattern)].map(([, inside = '']) => ({ style, text: inside, at })),
  );
}
