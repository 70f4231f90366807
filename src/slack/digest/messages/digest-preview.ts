import type { Occurrence, Schedule, Standing } from '../../../digest/subscription.ts';
import { formatOccurrence } from './digest-words.ts';
import { escapeText, type Message } from '../../reply/message.ts';
import { context, paragraph, richText, text } from '../../reply/rich-text.ts';

/** @param digest undefined when the week would be skipped as things are. */
export function renderPreview(
  digest: Message | undefined,
  schedule: Schedule,
  next: Occurrence,
  standing: Standing['kind'],
): Message {
  const when = formatOccurrence(next, schedule);
  const isActive = standing === 'active';
  if (!digest) {
    const skipped = isActive
      ? `Nothing is new yet. If it stays so, the digest of ${when} is skipped.`
      : `Nothing is new yet, and the digest is ${standing}.`;
    return { text: escapeText(skipped), blocks: [richText(paragraph(text(skipped)))] };
  }
  return {
    ...digest,
    blocks: [
      context(
        isActive
          ? `Preview of the digest of ${when}. Only you see this.`
          : `The digest is ${standing}. Once it goes on, that of ${when} looks like this. Only you see this.`,
      ),
      ...digest.blocks,
    ],
  };
}
