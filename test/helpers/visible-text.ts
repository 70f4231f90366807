import type { Message as SlackMessage } from '../../simulator/workspace/model.ts';
import { plainTextOf, type Message } from '../../src/slack/reply/message.ts';

/** What a person reads in a message, with the addresses of its links, unescaped. */
export function visibleText({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): string {
  const shown = blocks === undefined ? text : plainTextOf({ blocks } as unknown as Message);
  return shown
    .replaceAll('\u2060', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: { readonly text: string };
  readonly style?: Readonly<Record<string, boolean>>;
}

/** The labels of all buttons, from top to bottom. */
export function buttonLabels(message: Pick<SlackMessage, 'blocks'>): readonly string[] {
  return buttonsOf(message).map(({ text }) => text?.text ?? '');
}

function buttonsOf({ blocks = [] }: Pick<SlackMessage, 'blocks'>): readonly Element[] {
  return (blocks as readonly { elements?: readonly Element[]; accessory?: Element }[]).flatMap(
    ({ elements = [], accessory }) =>
      [...elements, ...(accessory ? [accessory] : [])].filter(({ type }) => type === 'button'),
  );
}

interface Quote {
  readonly type: string;
  readonly elements: readonly { readonly text: string; readonly style?: { bold?: boolean } }[];
}

/** The words of a message that are shown in bold inside quotations: the matched ones. */
export function boldWords({ blocks = [] }: Pick<SlackMessage, 'blocks'>): readonly string[] {
  return (blocks as readonly { type: string; elements?: readonly Quote[] }[])
    .flatMap(({ type, elements = [] }) => (type === 'rich_text' ? elements : []))
    .filter(({ type }) => type === 'rich_text_quote')
    .flatMap(({ elements }) => elements.filter(({ style }) => style?.bold).map(({ text }) => text));
}
