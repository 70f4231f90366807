import { listTopics } from '../../answers/library.ts';
import type { CommandToken } from '../../digest/command-words.ts';
import { nextOccurrence } from '../../digest/next-occurrence.ts';
import { parseDigestCommand, type DigestCommand } from '../../digest/parse-digest-command.ts';
import { livingOf, type Subscription } from '../../digest/subscription.ts';
import type { Interaction, Listener } from '../receive/interaction.ts';
import { isShared } from '../receive/workspace.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import type { Asking, DigestDesk, DigestDeskDeps, Found } from './digest-desk.ts';
import { renderNoDigest } from './messages/digest-notice.ts';
import { digestFormTitle, renderDigestForm } from './messages/digest-form.ts';
import { renderDigestHistory } from './messages/digest-history.ts';
import { renderDigestHelp, renderDigestList, renderDigestState } from './messages/digest-state.ts';
import { renderPreview } from './messages/digest.ts';
import { renderDigestProblems } from './messages/digest-problems.ts';
import type { Message } from '../reply/message.ts';
import { noticeModal } from '../reply/notice.ts';
import { parseCommandTokens } from './parse-command-tokens.ts';
import { parseDigestForm } from './parse-digest-form.ts';
import type { ComposeDigest } from './digest-kinds.ts';

export interface DigestCommandDeps extends DigestDeskDeps {
  readonly desk: DigestDesk;
  readonly composeDigest: ComposeDigest;
}

/** Where a form was opened, nothing is said. */
interface DigestReply {
  readonly message: Message | undefined;
  readonly outcome: string;
}

const historyLength = 10;

/** What only shows something leaves the message that it was pressed in. */
const looking = ['preview', 'history'];

/** Digests by command, by button and by form: the same rules, answered where somebody is. */
export function createDigestCommand(deps: DigestCommandDeps) {
  const { workspace, desk, store, library, now } = deps;
  const listTags = () => listTopics(library().articles).map(({ tag }) => tag);

  const answer = async (
    doing: Interaction,
    command: DigestCommand,
    by: Pick<Asking, 'typed'> & Partial<Asking>,
    respond: (message: Message) => Promise<void> = doing.respond,
  ): Promise<string> => {
    const asking = { userId: doing.user, channelId: doing.channel, ...by };
    const { message, outcome } = await reply(command, asking, doing.show);
    if (message !== undefined) await respond(message);
    return `digest ${command.kind}: ${outcome}`;
  };

  /** `/guide digest ...`; what was typed begins with "digest". */
  const answerCommand: Listener = (doing) => {
    const [, ...tokens] = parseCommandTokens(doing.value);
    const words = decodeSlackText(doing.value).replaceAll(/\s+/g, ' ').trim();
    const typed = `${deps.command} ${words}`;
    return answer(doing, parseDigestCommand(tokens, listTags()), { typed });
  };

  /** A button or a menu that stands for the command. */
  const answerButton: Listener = (doing) => {
    const [verb = '', channelId = ''] = doing.value.split('|');
    const isDirect = channelId.startsWith('D');
    const isElsewhere = !isDirect && channelId !== '' && channelId !== doing.channel;
    const words: CommandToken[] = [{ kind: 'word', text: verb }];
    if (isElsewhere) words.push({ kind: 'channel', id: channelId, name: '' });
    const by = { typed: `${deps.command} digest ${verb}`, ...(isDirect && { channelId }) };
    return answer(doing, parseDigestCommand(words, []), by, (message) =>
      doing.view?.type === 'home'
        ? doing.show(noticeModal(digestFormTitle, message.blocks))
        : doing.respond(message, looking.includes(verb) ? 'below' : 'inPlace'),
    );
  };

  /** The same as the command with every part said. */
  const submitForm: Listener = async (doing) => {
    const form = parseDigestForm(doing);
    if (form.kind === 'incomplete') {
      await doing.refuse(form.errors);
      return 'digest form: incomplete';
    }
    const typed = `${deps.command} digest subscribe`;
    const by = { channelId: doing.origin().channel, typed, inForm: true };
    return answer(doing, form.command, by);
  };

  async function reply(
    command: DigestCommand,
    by: Asking,
    show: Interaction['show'],
  ): Promise<DigestReply> {
    if (command.kind === 'notUnderstood') {
      const message = renderDigestProblems(command.problems, listTags(), deps.command);
      return { message, outcome: 'quoted' };
    }
    if (command.kind === 'help')
      return { message: renderDigestHelp(deps.command), outcome: 'shown' };
    if (command.kind === 'list') {
      const { subscriptions, isAll } = await desk.list(by.userId);
      return { message: renderDigestList(subscriptions, isAll, deps.command), outcome: 'shown' };
    }
    const found = await desk.find(command.channelId, by);
    if ('outcome' in found) return found;
    switch (command.kind) {
      case 'form':
        return openForm(found, show);
      case 'subscribe':
      case 'pause':
      case 'resume':
      case 'unsubscribe':
        return desk.change(found, command);
      case 'show':
      case 'preview':
      case 'history':
        return look(found, command.kind);
    }
  }

  async function look(found: Found, at: 'show' | 'preview' | 'history'): Promise<DigestReply> {
    const { id, place } = found;
    const subscription = livingOf(await store.findSubscription(id));
    if (at === 'show') {
      const rights = await desk.rightsIn(found, subscription !== undefined);
      return { message: renderDigestState(subscription, place, rights), outcome: 'shown' };
    }
    if (!subscription) return { message: renderNoDigest(place), outcome: 'no digest' };
    if (at === 'preview') {
      return { message: await preview(subscription), outcome: 'shown' };
    }
    const runs = await store.listHistory(subscription.id, historyLength);
    return { message: renderDigestHistory(subscription, runs, place), outcome: 'shown' };
  }

  async function preview(subscription: Subscription): Promise<Message> {
    const { lastWeek, standing } = subscription;
    const { schedule } = subscription.settings;
    const next = subscription.next ?? nextOccurrence(schedule, now(), lastWeek);
    // As it stands once this one is sent: the next is the one after it.
    const then = { ...subscription, next: nextOccurrence(schedule, next.at, next.week) };
    const { message } = await deps.composeDigest(then, next.at);
    return renderPreview(message, schedule, next, standing.kind);
  }

  async function openForm(found: Found, show: Interaction['show']): Promise<DigestReply> {
    const { id, channel } = found;
    const admitted = await desk.admit(found, 'form');
    if ('outcome' in admitted) return admitted;
    const { timeZone } = admitted.caller;
    const living = livingOf(await store.findSubscription(id));
    const outsiders =
      channel && isShared(channel) ? await workspace.organisationsIn(id) : undefined;
    const view = renderDigestForm({
      channelId: channel && id,
      outsiders,
      living,
      timeZone,
      tags: listTags(),
    });
    await show(view);
    return { message: undefined, outcome: 'opened' };
  }

  return { answerCommand, answerButton, submitForm };
}
