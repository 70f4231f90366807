import type { KnownBlock, RichTextElement } from '@slack/types';

/** Something the bot says: blocks for the eye, text for notifications and screen readers. */
export interface Message {
  /** One or two sentences, escaped. */
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
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
  const lines = message.blocks.flatMap(linesOf).filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines.join('\n') : message.text;
}

function linesOf(block: KnownBlock): readonly string[] {
  switch (block.type) {
    case 'rich_text':
      return block.elements.map((element) =>
        element.type === 'rich_text_list'
          ? element.elements.map((item) => `- ${textOf(item.elements)}`).join('\n')
          : textOf(element.elements),
      );
    case 'section':
      return block.text ? [escapeText(block.text.text)] : [];
    case 'header':
      return [escapeText(block.text.text)];
    case 'context':
      return block.elements.map((element) => ('text' in element ? escapeText(element.text) : ''));
    default:
      return [];
  }
}

function textOf(elements: readonly RichTextElement[]): string {
  return elements
    .map((element) => {
      switch (element.type) {
        case 'text':
          return escapeText(element.text);
        case 'link':
          return element.text === undefined
            ? escapeText(element.url)
            : `${escapeText(element.text)} (${escapeText(element.url)})`;
        case 'user':
          return `<@${element.user_id}>`;
        default:
          return '';
      }
    })
    .join('');
}
