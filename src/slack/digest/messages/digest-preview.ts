import type { Occurrence, Schedule, Standing } from '../../../digest/subscription.ts';
import { formatOccurrence } from './digest-words.ts';
import { type Message, messageOf } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { context } from '../../reply/rich-text.ts';

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
    return renderNotice(
      isActive
        ? `Nothing is new yet. If nothing changes, I’ll skip the digest on ${when}.`
        : `Nothing is new yet, and the digest is ${standing} anyway.`,
    );
  }
  const what = isActive
    ? `Preview of the digest on ${when}.`
    : `The digest is ${standing}. If it were running, the one on ${when} would look like this.`;
  return messageOf(context(`${what} Only you can see this.`), digest.blocks);
}
