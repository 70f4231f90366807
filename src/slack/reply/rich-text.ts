import type {
  ActionsBlock,
  Button,
  ContextBlock,
  ExternalSelect,
  RichTextBlock,
  RichTextBlockElement,
  RichTextElement,
  RichTextList,
  RichTextPreformatted,
  RichTextSection,
  StaticSelect,
} from '@slack/types';
import { cutText } from './words.ts';

/**
 * Everything that people or articles wrote is shown as `rich_text` or `plain_text`, which Slack never
 * parses: no mention, link or format can come out of it. Source: docs.slack.dev, "Rich text".
 */
export interface Style {
  readonly bold?: true;
  readonly italic?: true;
  readonly strike?: true;
  readonly code?: true;
}

/** Nothing where the text is empty, because Slack refuses empty elements. */
export function text(value: string, style?: Style): readonly RichTextElement[] {
  if (value === '') return [];
  const isStyled = style !== undefined && Object.keys(style).length > 0;
  return [{ type: 'text', text: value, ...(isStyled && { style }) }];
}

/** The plain text when there is no address. */
export function link(
  value: string,
  url: string | undefined,
  style?: Style,
): readonly RichTextElement[] {
  if (url === undefined) return text(value, style);
  return [{ type: 'link', url, text: value, ...(style && { style }) }];
}

export function user(userId: string): readonly RichTextElement[] {
  return [{ type: 'user', user_id: userId }];
}

export function channel(channelId: string): readonly RichTextElement[] {
  return [{ type: 'channel', channel_id: channelId }];
}

/** A piece of a sentence. */
export type Part = readonly RichTextElement[];

export function bold(value: string): Part {
  return text(value, { bold: true });
}

/** What can be typed as it stands. */
export function code(value: string): Part {
  return text(value, { code: true });
}

/** A sentence as it reads: what stands in it is shown as it is, whoever wrote it. */
export function say(
  words: TemplateStringsArray,
  ...parts: readonly (string | number | Part)[]
): Part {
  const said = words.flatMap((between, index) => {
    const part = parts[index] ?? '';
    return [...text(between), ...(typeof part === 'object' ? part : text(String(part)))];
  });
  return said.reduce<Part>((before, next) => {
    const last = before.at(-1);
    const isPlain = last?.type === 'text' && next.type === 'text' && !last.style && !next.style;
    return isPlain ? [...before.slice(0, -1), ...text(last.text + next.text)] : [...before, next];
  }, []);
}

export function paragraph(...parts: readonly Part[]): RichTextSection {
  return { type: 'rich_text_section', elements: parts.flat() };
}

export function quote(...parts: readonly Part[]): RichTextBlockElement {
  return { type: 'rich_text_quote', elements: parts.flat() };
}

/** Code to the letter. */
export function preformatted(value: string): RichTextPreformatted {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: value }] };
}

export function bullets(items: readonly Part[]): RichTextList {
  return {
    type: 'rich_text_list',
    style: 'bullet',
    elements: items.map((item) => paragraph(item)),
  };
}

/** A sentence that stands by itself is a paragraph. */
export function richText(...elements: readonly (Part | RichTextBlockElement)[]): RichTextBlock {
  return {
    type: 'rich_text',
    elements: elements.map((each) => ('type' in each ? each : paragraph(each))),
  };
}

/** Something, several, or nothing. */
export type Maybe<T> = T | readonly T[] | false | undefined;

/** The parts that are there: what depends on something is given as `something && part`. */
export function present<T extends object>(...parts: readonly Maybe<T>[]): readonly T[] {
  return parts.flatMap((part) => (part === false || part === undefined ? [] : part));
}

const maxContextChars = 1_000;

/** A quiet line. */
export function context(value: string): ContextBlock {
  return { type: 'context', elements: [plain(cutText(value, maxContextChars))] };
}

/** What is to be said quietly, beside each other; nothing where there is nothing. */
export function quiet(...values: readonly (string | false | undefined)[]): readonly ContextBlock[] {
  const said = values.filter((value) => value);
  return said.length === 0 ? [] : [context(said.join(' · '))];
}

export function plain(value: string): { type: 'plain_text'; text: string; emoji: false } {
  return { type: 'plain_text', text: value, emoji: false };
}

const maxButtonChars = 75;

export interface ButtonSpec {
  readonly label: string;
  readonly actionId: string;
  /** At most 2,000 characters. */
  readonly value: string;
  /** Read out in place of the label, when that is not clear on its own. */
  readonly spoken?: string;
}

export function button({ label, actionId, value, spoken }: ButtonSpec): Button {
  return {
    type: 'button',
    text: plain(cutText(label, maxButtonChars)),
    action_id: actionId,
    value,
    ...(spoken !== undefined && { accessibility_label: cutText(spoken, maxButtonChars) }),
  };
}

type Pressable = Button | StaticSelect | ExternalSelect;

export function actions(...elements: readonly Pressable[]): ActionsBlock {
  return { type: 'actions', elements: [...elements] };
}

/** Those that are there, or nothing where there is none. */
export function row(...elements: readonly Maybe<Pressable>[]): readonly ActionsBlock[] {
  const there = present(...elements);
  return there.length === 0 ? [] : [actions(...there)];
}
