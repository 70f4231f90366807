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
  readonly answer: string;
  /** The thread of the mention, or the trigger of the command once Slack is done with it. */
  key: string | undefined;
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
    const one: Asked = { askedAt: Date.now(), answer, key: undefined, error: undefined };
    asked.push(one);
    const actor = slack.asUser(user);
    // Everybody does both in turn.
    if ((n + Math.floor(n / peopleCount)) % 2 === 0) {
      const { ok, error, sent } = await actor.command('/guide', question, { channel });
      one.key = String(sent.body['trigger_id']);
      if (!ok) one.error = error ?? 'not acknowledged';
    } else {
      const mentioned = actor.mention(channel, question);
      one.key = slack.workspace.messages(channel).at(-1)?.ts;
      await mentioned;
    }
  };

  const outcomes = () => {
    const said = people.flatMap(({ channel }) =>
      slack.workspace.messages(channel).filter(({ user }) => user === botUserId),
    );
    const answersTo = Map.groupBy(said, ({ answers, threadTs }) => answers ?? threadTs);
    return asked.map((one): Outcome => {
      const answers = one.key === undefined ? [] : (answersTo.get(one.key) ?? []);
      const [first] = answers;
      const words = first && textOf(first);
      return {
        askedAt: one.askedAt,
        answeredAt: first && Number(first.ts) * 1_000,
        kind:
          words !== undefined
            ? words.includes(one.answer)
              ? 'answered'
              : 'other words'
            : one.error === undefined
              ? 'waiting'
              : "Slack's error",
        said: words ?? one.error,
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
