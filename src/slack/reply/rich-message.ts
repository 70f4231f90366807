import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { plainTextOf, type Message } from './message.ts';
import { bullets, richText, text } from './rich-text.ts';

type Part = readonly RichTextElement[];

/** A message in rich text. Its first paragraph says what matters, to those too who cannot see the rest. */
export function richMessage(
  first: RichTextBlockElement,
  ...rest: readonly RichTextBlockElement[]
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
  return bullets(
    commands.map(([command, does]) => [...text(command, { code: true }), ...text(`  ${does}`)]),
  );
}

/** `a, b and c` */
export function joinParts(parts: readonly Part[]): Part {
  return parts.flatMap((part, index) => {
    if (index === 0) return part;
    return [...text(index === parts.length - 1 ? ' and ' : ', '), ...part];
  });
}

/** With a capital at its beginning. */
export function sentence(part: Part): Part {
  const [first, ...rest] = part;
  if (first?.type !== 'text') return part;
  const capital = first.text.charAt(0).toUpperCase() + first.text.slice(1);
  return [{ ...first, text: capital }, ...rest];
}
