import { z } from 'zod';
import type { LocalSlack } from '../simulator/create-local-slack.ts';
import type { Container } from '../simulator/acting/interact.ts';
import type { Message } from '../simulator/workspace/model.ts';
import { slackbotId } from '../simulator/workspace/slackbot.ts';

const container = z.union([
  z.object({ channel: z.string(), ts: z.string() }),
  z.object({ view: z.string() }),
]);
const element = { container, blockId: z.string(), actionId: z.string() };
// What an app suggested is chosen as a whole.
const suggestion = z.object({ text: z.looseObject({ type: z.string() }), value: z.string() });
const choice = z.union([z.string(), z.number(), z.array(z.string()), suggestion]);

/** What the page may ask for in somebody's name. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('write'),
    channel: z.string(),
    text: z.string().min(1).max(12_000),
    thread: z.string().optional(),
  }),
  z.object({ kind: z.literal('press'), ...element }),
  z.object({ kind: z.literal('choose'), ...element, choice }),
  z.object({ kind: z.literal('submit'), view: z.string(), choices: z.record(z.string(), choice) }),
  z.object({ kind: z.literal('close'), view: z.string() }),
  z.object({ kind: z.literal('suggest'), ...element, query: z.string().max(200) }),
  z.object({ kind: z.literal('openHome'), tab: z.enum(['home', 'messages']) }),
  z.object({
    kind: z.literal('shortcut'),
    callbackId: z.string(),
    message: z.object({ channel: z.string(), ts: z.string() }).optional(),
  }),
]);
export type Action = z.infer<typeof actionSchema>;

/** What the person is told at once; everything else shows in the workspace. */
export interface Acted {
  /** Something Slack says in passing, such as that the app did not answer in time. */
  readonly notice?: string;
  /** Under the inputs of a form, by `block_id`. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What an app suggests for what was typed. */
  readonly options?: readonly unknown[];
}

/** Does in Slack what a person does on the page. */
export async function act(slack: LocalSlack, user: string, action: Action): Promise<Acted> {
  const actor = slack.asUser(user);
  switch (action.kind) {
    case 'write':
      return write(slack, user, action);
    case 'press': {
      const { blockId: block, actionId } = action;
      return told(await actor.click(find(slack, user, action.container), actionId, { block }));
    }
    case 'choose': {
      const { blockId: block, actionId, choice } = action;
      const where = find(slack, user, action.container);
      return told(await actor.selectOption(where, actionId, choice, { block }));
    }
    case 'submit': {
      const view = slack.modalsOf(user).find(({ id }) => id === action.view);
      if (view === undefined) return { notice: 'This form has been closed.' };
      const { errors, error } = await actor.submitView(view, action.choices);
      return {
        errors,
        ...(error !== undefined && { notice: `Slack couldn’t send it: ${error}` }),
      };
    }
    case 'suggest': {
      const where = find(slack, user, action.container);
      const { delivery, options } = await actor.suggest(where, action.actionId, action.query);
      return { ...told(delivery), options };
    }
    case 'openHome':
      await actor.openHome(action.tab);
      return {};
    case 'shortcut': {
      const { callbackId, message } = action;
      const about = message && (find(slack, user, message) as Message);
      return told(await actor.shortcut(callbackId, about));
    }
    case 'close': {
      const view = slack.modalsOf(user).find(({ id }) => id === action.view);
      if (view !== undefined) await actor.closeView(view);
      return {};
    }
  }
}

interface Place {
  readonly user: string;
  readonly channel: string;
  readonly thread?: string | undefined;
}

async function write(
  slack: LocalSlack,
  user: string,
  { channel, text, thread }: Extract<Action, { kind: 'write' }>,
): Promise<Acted> {
  const actor = slack.asUser(user);
  const here = { user, channel, thread };
  const [, command, rest = ''] = /^(\/\S+)\s*(.*)$/s.exec(text) ?? [];
  if (command === undefined) {
    const { message } = await actor.sendMessage(
      channel,
      text,
      thread === undefined ? {} : { thread },
    );
    tellOfAbsence(slack, here, message.text);
  } else if (thread !== undefined) {
    whisper(slack, here, `${command} is not supported in threads.`);
  } else if (command === '/invite') {
    invite(slack, here, rest.trim());
  } else {
    await actor.command(command, rest, { channel });
  }
  return {};
}

/** Who mentions an app where it is not would otherwise wait for an answer that cannot come. */
function tellOfAbsence(slack: LocalSlack, here: Place, text: string): void {
  const bot = slack.workspace.user(slack.installation.botUserId);
  const isHere = slack.workspace.channel(here.channel).members.has(bot.id);
  if (isHere || !text.includes(`<@${bot.id}>`)) return;
  whisper(slack, here, `@${bot.name} isn’t in this channel. Type \`/invite @${bot.name}\``);
}

function invite(slack: LocalSlack, here: Place, whom: string): void {
  const bot = slack.workspace.user(slack.installation.botUserId);
  const { kind, members } = slack.workspace.channel(here.channel);
  if (kind === 'im') {
    whisper(slack, here, 'Nobody can be invited to a direct message.');
  } else if (whom !== `@${bot.name}`) {
    whisper(slack, here, `This demo only knows \`/invite @${bot.name}\`.`);
  } else if (members.has(bot.id)) {
    whisper(slack, here, `@${bot.name} is in this channel already.`);
  } else {
    slack.inviteBot(here.channel, here.user);
    whisper(slack, here, `@${bot.name} is in this channel now.`);
  }
}

/** What Slack itself says to one person. */
function whisper(slack: LocalSlack, { user, channel, thread }: Place, text: string): void {
  slack.workspace.post({ channel, user: slackbotId, text, threadTs: thread, ephemeralTo: user });
}

function find(slack: LocalSlack, user: string, where: z.infer<typeof container>): Container {
  const found =
    'ts' in where
      ? slack.messagesSeenBy(user, where.channel).find(({ ts }) => ts === where.ts)
      : [...slack.modalsOf(user), slack.homeOf(user)].find((view) => view?.id === where.view);
  if (found === undefined) throw new Error('It isn’t there any more.');
  return found;
}

function told({ ok, error }: { ok: boolean; error: string | undefined }): Acted {
  return ok ? {} : { notice: `Something went wrong with that: ${error ?? 'no answer'}` };
}
