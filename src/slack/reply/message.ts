import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { capitalize, cutText } from './words.ts';
import {
  bold,
  bullets,
  code,
  type Maybe,
  type Part,
  present,
  richText,
  say,
  text,
} from './rich-text.ts';

/** Something the bot says: blocks for the eye, their words for notifications and screen readers. */
export interface Message {
  /** How it begins, escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** A message of these blocks; what depends on something is given as `something && block`. */
export function messageOf(...parts: readonly Maybe<KnownBlock>[]): Message {
  const blocks = present<KnownBlock>(...parts);
  return { text: toldText(blocks), blocks };
}

/** What to say to whoever asked, and one word for the log about how it went. */
export interface Reply {
  readonly message: Message;
  readonly outcome: string;
}

/**
 * Takes the meaning out of text for Slack: of the three characters that carry it, and of what Slack
 * would link on its own, addresses and names, by an invisible word joiner inside them.
 * Source: docs.slack.dev, "Formatting message text". For emphasis marks there is no escape: send
 * with `mrkdwn: false`.
 */
function escapeText(text: string): string {
  return escapeSigns(text).replaceAll(/:(?=\/\/)|www(?=\.)|@/gi, '$&\u2060');
}

function escapeSigns(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The whole message as escaped plain text, for when Slack refuses its blocks. */
export function plainTextOf({ blocks }: Pick<Message, 'blocks'>): string {
  return linesOf(blocks)
    .map(({ elements, list }) => `${list ? '- ' : ''}${textOf(elements)}`)
    .join('\n');
}

// Far below the 4,000 characters that Slack advises.
const maxToldChars = 600;

/** How it would be read aloud: in sentences, of a list what each item is called, nothing quiet. */
function toldText(blocks: readonly KnownBlock[]): string {
  const lines = linesOf(blocks).filter(({ isQuiet }) => !isQuiet);
  const told = lines.map(({ elements, list }, index) => {
    const words = list ? nameOf(elements) : wordsOf(elements);
    const next = lines[index + 1];
    if (next === undefined || /[.?!:;,…]$/.test(words)) return words;
    if (list) return `${words}${next.list === list ? ';' : '.'}`;
    return `${words}${next.list || elements.every(isName) ? ':' : '.'}`;
  });
  // Nothing is cut in the middle of a mention or an escaped sign.
  return cutText(told.join(' '), maxToldChars).replace(/(?:&\w*|<[^>]*)…$/, '…');
}

/** Two spaces, or a colon, set what an item is called off from what is said of it. */
function nameOf(elements: readonly RichTextElement[]): string {
  const [name, after] = elements;
  if (name === undefined || !isName(name)) return wordsOf(elements);
  const isSetOff = textOf([name]).endsWith(': ') || (after && textOf([after]).startsWith('  '));
  return wordsOf(isSetOff ? [name] : elements).replace(/:$/, '');
}

function wordsOf(elements: readonly RichTextElement[]): string {
  return textOf(elements, false)
    .replaceAll(/(?<=[\p{L}\p{N}\p{Pe}\p{Pf}]) {2}(?! )/gu, ': ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function isName(element: RichTextElement): boolean {
  return element.type === 'link' || (element.type === 'text' && element.style?.bold === true);
}

interface Line {
  readonly elements: readonly RichTextElement[];
  /** The list that it's an item of. */
  readonly list?: object;
  readonly isQuiet?: boolean;
}

/** What blocks of the kinds that we make say. Buttons do where the line above them leads in to them. */
function linesOf(blocks: readonly KnownBlock[]): readonly Line[] {
  const lines: Line[] = [];
  for (const block of blocks) {
    if (block.type === 'rich_text') lines.push(...block.elements.flatMap(linesOfElement));
    if (block.type === 'section') lines.push({ elements: text(block.text?.text ?? '') });
    if (block.type === 'header') lines.push({ elements: bold(block.text.text) });
    if (block.type === 'context') {
      const elements = block.elements.flatMap((each) => ('text' in each ? text(each.text) : []));
      lines.push({ elements, isQuiet: true });
    }
    if (block.type === 'actions' && textOf(lines.at(-1)?.elements ?? []).endsWith(':')) {
      const buttons = block.elements.filter((each) => each.type === 'button');
      lines.push(...buttons.map((each) => ({ elements: text(each.text.text), list: block })));
    }
  }
  return lines.filter(({ elements }) => textOf(elements).trim() !== '');
}

function linesOfElement(element: RichTextBlockElement): readonly Line[] {
  if (element.type !== 'rich_text_list') return [element];
  return element.elements.map(({ elements }) => ({ elements, list: element }));
}

function textOf(elements: readonly RichTextElement[], withAddresses = true): string {
  return elements.map((element) => textOfElement(element, withAddresses)).join('');
}

function textOfElement(element: RichTextElement, withAddresses: boolean): string {
  if (element.type === 'text') return escapeText(element.text);
  if (element.type === 'user') return `<@${element.user_id}>`;
  if (element.type === 'usergroup') return `<!subteam^${element.usergroup_id}>`;
  if (element.type === 'channel') return `<#${element.channel_id}>`;
  if (element.type !== 'link') return '';
  const address = escapeSigns(element.url);
  if (element.text === undefined) return address;
  return `${escapeText(element.text)}${withAddresses ? ` (${address})` : ''}`;
}

/** A message in rich text: a sentence by itself is a paragraph. */
export function richMessage(...elements: readonly (Part | RichTextBlockElement)[]): Message {
  return messageOf(richText(...elements));
}

/** What can be typed, and what it does. */
export function commandList(
  commands: readonly (readonly [string, string])[],
): RichTextBlockElement {
  return bullets(commands.map(([command, does]) => say`${code(command)}  ${does}`));
}

/** `a; b; c`, or `a, b and c`. */
export function joinParts(parts: readonly Part[], between: string, last = between): Part {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [...text(index === parts.length - 1 ? last : between), ...part];
  });
}

/** With a capital at its beginning. */
export function sentence(part: Part): Part {
  const [first, ...rest] = part;
  if (first?.type !== 'text') return part;
  return [{ ...first, text: capitalize(first.text) }, ...rest];
}
