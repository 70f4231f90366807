import type { Delivery } from '../delivery/outgoing.ts';
import type { Message } from '../workspace/model.ts';
import { markUpTyped } from '../workspace/typed-text.ts';
import { canPostAs } from './can-post.ts';
import type { Stage } from './stage.ts';

/** A message somebody wrote, and the first attempts to tell the app of it. */
export interface Written {
  readonly message: Message;
  readonly deliveries: readonly Delivery[];
}

export interface Writing {
  readonly user: string;
  readonly channel: string;
  /** As typed: names and URLs become references, special characters are escaped. */
  readonly text: string;
  /** The `ts` of the thread's first message. */
  readonly thread?: string | undefined;
}

export async function writeMessage(writing: Writing, stage: Stage): Promise<Written> {
  const { workspace, installation } = stage.parts;
  const { user, channel, thread } = writing;
  canPostAs(user, channel, stage.parts);
  const author = workspace.user(user);
  const { result: message, deliveries } = await stage.events.firstAttemptsOf(() => {
    const posted = workspace.post({
      channel,
      user,
      text: markUpTyped(writing.text, workspace, 'message'),
      threadTs: thread,
      botId: author.botId,
    });
    const urls = sharedLinks(posted.text, installation.manifest.features.unfurl_domains);
    if (urls.length > 0) workspace.announce({ kind: 'linkShared', message: posted, urls });
    return posted;
  });
  return { message, deliveries };
}

export async function editMessage(
  message: Message,
  user: string,
  text: string,
  stage: Stage,
): Promise<Written> {
  const { workspace } = stage.parts;
  const own = findOwn(message, user, stage);
  const { result, deliveries } = await stage.events.firstAttemptsOf(() =>
    workspace.edit(own, { text: markUpTyped(text, workspace, 'message') }, user),
  );
  return { message: result, deliveries };
}

export async function deleteMessage(
  message: Message,
  user: string,
  stage: Stage,
): Promise<readonly Delivery[]> {
  const own = findOwn(message, user, stage);
  const { deliveries } = await stage.events.firstAttemptsOf(() => {
    stage.parts.workspace.delete(own);
  });
  return deliveries;
}

function findOwn({ channel, ts }: Message, user: string, { parts }: Stage): Message {
  const message = parts.workspace.message(channel, ts);
  if (message?.user !== user) throw new Error(`There is no message ${ts} of this person`);
  return message;
}

function sharedLinks(text: string, domains: readonly string[]): readonly string[] {
  const urls = [...text.matchAll(/<(https?:[^|>]+)/g)].map(([, url = '']) =>
    url.replaceAll('&amp;', '&'),
  );
  return urls.filter((url) => {
    const { hostname } = new URL(url);
    return domains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  });
}
