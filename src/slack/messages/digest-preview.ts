import type { Occurrence, Schedule } from '../../digest/subscription.ts';
import { formatOccurrence } from './digest-words.ts';
import { escapeText, type Message } from './message.ts';
import { context, paragraph, richText, text } from './rich-text.ts';

/** @param digest undefined when the week would be skipped as things are. */
export function renderPreview(
  digest: Message | undefined,
  schedule: Schedule,
  next: Occurrence,
): Message {
  const when = formatOccurrence(next, schedule);
  if (!digest) {
    const skipped = `Nothing is new yet. If it stays so, the digest of ${when} is skipped.`;
    return { text: escapeText(skipped), blocks: [richText(paragraph(text(skipped)))] };
  }
  return {
    ...digest,
    blocks: [context(`Preview of the digest of ${when}. Only you see this.`), ...digest.blocks],
  };
}
