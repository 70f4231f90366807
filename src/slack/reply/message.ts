import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { cutText } from './cut-text.ts';
import { bullets, code, type Part, richText, say, text } from './rich-text.ts';

/** Something the bot says: blocks for the eye, text for notifications and screen readers. */
export interface Message {
  /** One or two sentences, escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** The whole message, escaped, where its blocks do not tell it: buttons say nothing as plain text. */
  readonly plainText?: string;
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
export function escapeText(text: string): string {
  return escapeSigns(text).replaceAll(/:(?=\/\/)|www(?=\.)|@/gi, '$&\u2060');
}

// Far below the 4,000 characters that Slack advises, also when every one of them is escaped.
const maxFallbackChars = 600;

/** The words beside blocks: escaped, and short enough for a notification. */
export function fallbackText(text: string): string {
  return escapeText(cutText(text, maxFallbackChars));
}

function escapeSigns(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The whole message as escaped plain text, for when Slack refuses its blocks. Buttons are left out. */
export function plainTextOf(message: Message): string {
  if (message.plainText !== undefined) return message.plainText;
  const lines = message.blocks.flatMap(linesOf).filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines.join('\n') : message.text;
}

/** Blocks of the kinds that we make and that say something. */
function linesOf(block: KnownBlock): readonly string[] {
  if (block.type === 'rich_text') {
    return block.elements.map((element) =>
      element.type === 'rich_text_list'
        ? element.elements.map((item) => `- ${textOf(item.elements)}`).join('\n')
        : textOf(element.elements),
    );
  }
  if (block.type === 'section') return block.text ? [escapeText(block.text.text)] : [];
  if (block.type === 'header') return [escapeText(block.text.text)];
  if (block.type === 'context') {
    return block.elements.map((element) => ('text' in element ? escapeText(element.text) : ''));
  }
  return [];
}

function textOf(elements: readonly RichTextElement[]): string {
  return elements.map(textOfElement).join('');
}

function textOfElement(element: RichTextElement): string {
  if (element.type === 'text') return escapeText(element.text);
  if (element.type === 'user') return `<@${element.user_id}>`;
  if (element.type === 'usergroup') return `<!subteam^${element.usergroup_id}>`;
  if (element.type === 'channel') return `<#${element.channel_id}>`;
  if (element.type !== 'link') return '';
  const address = escapeSigns(element.url);
  return element.text === undefined ? address : `${escapeText(element.text)} (${address})`;
}

/** A message in rich text. Its first paragraph says what matters, to those too who cannot see the rest. */
export function richMessage(
  first: Part | RichTextBlockElement,
  ...rest: readonly (Part | RichTextBlockElement)[]
): Message {
  return {
    text: plainTextOf({ text: '', blocks: [richText(first)] }),
    blocks: [richText(first, ...rest)],
  };
}

/** With blocks below it. */
export function withRest(message: Message, ...rest: readonly KnownBlock[]): Message {
  return { ...message, blocks: [...message.blocks, ...rest] };
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
  const capital = first.text.charAt(0).toUpperCase() + first.text.slice(1);
  return [{ ...first, text: capital }, ...rest];
}
