import { setTimeout as delay } from 'node:timers/promises';
import type { LocalSlack } from '../../simulator/create-local-slack.ts';
import type { Message } from '../../simulator/workspace/model.ts';
import { visibleText } from '../../test/helpers/visible-text.ts';

/** What somebody asks, and what the right answer says. */
export type Question = readonly [question: string, answer: string];

/** What became of one question, as its asker saw it. */
export interface Outcome {
  readonly askedAt: number;
  /** Undefined while nothing has come. */
  readonly answeredAt: number | undefined;
  readonly kind: 'answered' | 'other words' | "Slack's error" | 'waiting';
  readonly said: string | undefined;
  readonly copies: number;
}

/** People who ask one after the other, by command and by mention in turn. */
export interface Client {
  /** One more question; resolves when Slack has delivered it, or given up. */
  readonly ask: () => Promise<void>;
  /** Asks until the signal is aborted. */
  readonly askSteadily: (everyMs: number, signal: AbortSignal) => Promise<void>;
  readonly outcomes: () => readonly Outcome[];
}

interface Asked {
  readonly askedAt: number;
  readonly channel: string;
  readonly answer: string;
  /** The mention; undefined for a command. */
  ts: string | undefined;
  error: string | undefined;
}

// Nobody may ask more than 30 times a minute, and Slack lets nobody look up more than 50 channels.
const peopleCount = 30;

export function createClient(slack: LocalSlack, questions: readonly Question[]): Client {
  const { botUserId } = slack.installation;
  const people = Array.from({ length: peopleCount }, (_, n) => {
    const user = slack.workspace.addUser({ name: `person-${n}` }).id;
    const members = [user, botUserId];
    return { user, channel: slack.workspace.addChannel({ name: `desk-${n}`, members }).id };
  });
  const asked: Asked[] = [];
  // All of it is looked at again and again, while it happens.
  const texts = new WeakMap<Message, string>();
  const textOf = (message: Message): string => {
    const text = texts.get(message) ?? visibleText(message);
    texts.set(message, text);
    return text;
  };
  const underWay = new Set<Promise<void>>();

  const ask = async () => {
    const n = asked.length;
    const { user, channel } = people[n % peopleCount] ?? { user: '', channel: '' };
    const [question, answer] = questions[n % questions.length] ?? ['', ''];
    const one: Asked = { askedAt: Date.now(), channel, answer, ts: undefined, error: undefined };
    asked.push(one);
    const actor = slack.asUser(user);
    // Everybody does both in turn.
    if ((n + Math.floor(n / peopleCount)) % 2 === 0) {
      const { ok, error } = await actor.command('/guide', question, { channel });
      if (!ok) one.error = error ?? 'not acknowledged';
    } else {
      const mentioned = actor.mention(channel, question);
      one.ts = slack.workspace.messages(channel).at(-1)?.ts;
      await mentioned;
    }
  };

  const outcomes = () => {
    const answersTo = new Map<Asked, readonly Message[]>();
    const askedIn = Map.groupBy(asked, ({ channel }) => channel);
    for (const [channel, here] of askedIn) {
      const messages = slack.workspace.messages(channel).filter(({ user }) => user === botUserId);
      const inThread = Map.groupBy(messages, ({ threadTs }) => threadTs);
      // Whose answer an ephemeral one is can be told by its turn alone.
      const replies = messages.filter(({ ephemeralTo }) => ephemeralTo !== undefined);
      const commands = here.filter(({ ts }) => ts === undefined);
      const shown = commands.filter(({ error }) => error === undefined);
      for (const [turn, one] of shown.entries()) answersTo.set(one, replies.slice(turn, turn + 1));
      for (const one of here) {
        if (one.ts !== undefined) answersTo.set(one, inThread.get(one.ts) ?? []);
      }
      const last = commands.at(-1);
      const left = replies.slice(shown.length);
      const refused = commands.length - shown.length;
      // One that Slack held for too late may still come by the response URL.
      if (last !== undefined && left.length > refused) {
        answersTo.set(last, [...(answersTo.get(last) ?? []), ...left.slice(refused)]);
      }
    }
    return asked.map((one): Outcome => {
      const answers = answersTo.get(one) ?? [];
      const [first] = answers;
      const said = first && textOf(first);
      return {
        askedAt: one.askedAt,
        answeredAt: first && Number(first.ts) * 1_000,
        kind:
          said !== undefined
            ? said.includes(one.answer)
              ? 'answered'
              : 'other words'
            : one.error === undefined
              ? 'waiting'
              : "Slack's error",
        said: said ?? one.error,
        copies: answers.length,
      };
    });
  };

  return {
    ask,
    outcomes,
    askSteadily: async (everyMs, signal) => {
      while (!signal.aborted) {
        const one = ask().finally(() => underWay.delete(one));
        underWay.add(one);
        await delay(everyMs, undefined, { signal }).catch(() => undefined);
      }
      await Promise.all(underWay);
    },
  };
}
