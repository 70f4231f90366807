import type { KnownBlock, RichTextElement } from '@slack/types';

/** Something the bot says: blocks for the eye, text for notifications and screen readers. */
export interface Message {
  /** One or two sentences, escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** The whole message, escaped, where its blocks do not tell it: buttons say nothing as plain text. */
  readonly plainText?: string;
}

/**
 * Takes the meaning out of the three characters that carry it in Slack's text.
 * Source: slack-facts "Text". For emphasis marks there is no escape: send with `mrkdwn: false`.
 */
export function escapeText(text: string): string {
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
  if (element.type !== 'link') return '';
  const address = escapeText(element.url);
  return element.text === undefined ? address : `${escapeText(element.text)} (${address})`;
}
