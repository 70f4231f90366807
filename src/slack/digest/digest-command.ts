import { listTopics, type Library } from '../../answers/library.ts';
import { nextOccurrence } from '../../digest/next-occurrence.ts';
import { parseDigestCommand, type DigestCommand } from '../../digest/parse-digest-command.ts';
import type { Subscription } from '../../digest/subscription.ts';
import type { Interaction } from '../receive/interaction.ts';
import { nameOrganisations } from '../receive/other-organisations.ts';
import { isShared } from '../receive/sight.ts';
import { decodeSlackText } from '../receive/decode-text.ts';
import type { Asking, DigestDesk, DigestDeskDeps, Found } from './digest-desk.ts';
import { renderNoDigest } from './messages/digest-notice.ts';
import { renderDigestForm, renderDigestFormDone } from './messages/digest-form.ts';
import { renderDigestHistory } from './messages/digest-history.ts';
import { renderDigestList } from './messages/digest-list.ts';
import { renderPreview } from './messages/digest-preview.ts';
import { renderDigestProblems } from './messages/digest-problems.ts';
import { renderDigestHelp, renderDigestState } from './messages/digest-state.ts';
import type { DigestPlace } from './messages/digest-words.ts';
import type { Message, Reply } from '../reply/message.ts';
import { parseCommandTokens } from './parse-command-tokens.ts';
import type { ComposeDigest } from './compose-digest.ts';

export interface DigestCommandDeps extends DigestDeskDeps {
  readonly desk: DigestDesk;
  readonly library: () => Library;
  readonly composeDigest: ComposeDigest;
}

/** Who asks, and how to open a form before them. */
export interface AskingInSlack extends Asking {
  readonly show: Interaction['show'];
}

/** `/guide digest ...` as Slack sends it; `text` begins with "digest". */
export type TypedCommand = Omit<AskingInSlack, 'typed'> & { readonly text: string };

/** Without a message where a form was opened in its place. */
export type DigestReply = Reply | { readonly message: undefined; readonly outcome: string };

export interface DigestAnswers {
  readonly typed: (typed: TypedCommand) => Promise<DigestReply>;
  /** The same for what a button or the form says. */
  readonly answer: (command: DigestCommand, by: AskingInSlack) => Promise<DigestReply>;
}

const historyLength = 10;

/**
 * Whether a command is about digests: its first word says so, and the second is a verb of ours or
 * close to one. "digest emails keep failing" is a question.
 */
export function isDigestCommand(text: string): boolean {
  if (!/^\s*digests?(?:\s|$)/i.test(text)) return false;
  const [, ...tokens] = parseCommandTokens(text);
  const command = parseDigestCommand(tokens, []);
  if (command.kind !== 'notUnderstood') return true;
  return command.problems.some(({ kind, nearest = [] }) => kind !== 'verb' || nearest.length > 0);
}

export function createDigestCommand(deps: DigestCommandDeps): DigestAnswers {
  const { client, desk, store, library, now } = deps;
  const listTags = () => listTopics(library().articles).map(({ tag }) => tag);

  const typed: DigestAnswers['typed'] = async ({ text, ...by }) => {
    const [, ...tokens] = parseCommandTokens(text);
    const words = decodeSlackText(text).replaceAll(/\s+/g, ' ').trim();
    const asking = { ...by, typed: `${deps.command} ${words}` };
    return answer(parseDigestCommand(tokens, listTags()), asking);
  };

  const answer: DigestAnswers['answer'] = async (command, by) => {
    const { message, outcome } = await reply(command, by);
    return { message, outcome: `digest ${command.kind}: ${outcome}` };
  };

  async function reply(command: DigestCommand, by: AskingInSlack): Promise<DigestReply> {
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
    if ('refusal' in found) return found.refusal;
    switch (command.kind) {
      case 'show': {
        const subscription = await store.findSubscription(found.id);
        const rights = await desk.rightsIn(found);
        return { message: renderDigestState(subscription, found.place, rights), outcome: 'shown' };
      }
      case 'preview':
        return withSubscription(found, preview);
      case 'history':
        return withSubscription(found, history);
      case 'form':
        return openForm(found, by);
      case 'subscribe':
      case 'pause':
      case 'resume':
      case 'unsubscribe':
        return desk.change(found, command);
    }
  }

  async function withSubscription(
    { id, place }: Found,
    render: (subscription: Subscription, place: DigestPlace) => Promise<Message>,
  ): Promise<Reply> {
    const subscription = await store.findSubscription(id);
    if (!subscription || subscription.standing.kind === 'ended') {
      return { message: renderNoDigest(place), outcome: 'no digest' };
    }
    return { message: await render(subscription, place), outcome: 'shown' };
  }

  async function preview(subscription: Subscription): Promise<Message> {
    const { lastWeek, standing } = subscription;
    const { schedule } = subscription.settings;
    const next = subscription.next ?? nextOccurrence(schedule, now().getTime(), lastWeek);
    // As it stands once this one is sent: the next is the one after it.
    const then = { ...subscription, next: nextOccurrence(schedule, next.at, next.week) };
    const { message } = await deps.composeDigest(then, next.at);
    return renderPreview(message, schedule, next, standing.kind);
  }

  async function history(subscription: Subscription, place: DigestPlace): Promise<Message> {
    const runs = await store.listHistory(subscription.id, historyLength);
    return renderDigestHistory(subscription, runs, place);
  }

  async function openForm(found: Found, by: AskingInSlack): Promise<DigestReply> {
    const { id, channel } = found;
    const admitted = await desk.admit(found, 'form');
    if ('refusal' in admitted) return admitted.refusal;
    const { timeZone } = admitted.caller;
    const subscription = await store.findSubscription(id);
    const living = subscription?.standing.kind === 'ended' ? undefined : subscription;
    const outsiders =
      channel && isShared(channel)
        ? await nameOrganisations(client, id, deps.teamId, deps.log)
        : undefined;
    const view = renderDigestForm({
      channelId: channel && id,
      outsiders,
      living,
      timeZone,
      tags: listTags(),
      typedIn: by.channelId,
    });
    await by.show(view);
    return { message: undefined, outcome: 'opened' };
  }

  return { typed, answer };
}

/** What only shows something leaves the message that it was pressed in. */
const looking = ['preview', 'history'];

/** A button or a menu that stands for the digest command: the same rules, answered where it is. */
export function createDigestButton(command: string, { answer }: DigestAnswers) {
  return async (press: Interaction): Promise<string> => {
    const [verb = '', channelId = ''] = press.value.split('|');
    const isDirect = channelId.startsWith('D');
    const elsewhere =
      isDirect || channelId === '' || channelId === press.channel
        ? []
        : [{ kind: 'channel', id: channelId, name: '' } as const];
    const { message, outcome } = await answer(
      parseDigestCommand([{ kind: 'word', text: verb }, ...elsewhere], []),
      {
        userId: press.user,
        channelId: isDirect ? channelId : press.channel,
        typed: `${command} digest ${verb}`,
        show: press.show,
      },
    );
    if (message === undefined) return outcome;
    if (press.view?.type === 'home') await press.show(renderDigestFormDone(message));
    else await press.respond(message, { replaceOriginal: !looking.includes(verb) });
    return outcome;
  };
}
