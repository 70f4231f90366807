import type { Contact, NewItem } from '../outbox/item.ts';

/** `undelivered`: nobody was there to be asked. */
export type AskState = 'open' | 'promised' | 'linked' | 'declined' | 'undelivered';

/** A question that somebody wished to be put to an owner. */
export interface Ask {
  readonly id: string;
  readonly asker: string;
  readonly question: string;
  /** The article that came nearest. */
  readonly slug: string | undefined;
  /** The channel is the one that looks after a topic. */
  readonly to: Contact;
  readonly state: AskState;
  readonly answeredBy: string | undefined;
  /** The article that answers it. */
  readonly answerSlug: string | undefined;
  readonly askedAt: number;
}

export type AskAnswer =
  | { readonly kind: 'linked'; readonly slug: string }
  | { readonly kind: 'promised' | 'declined' | 'undelivered' };

export interface AskChange {
  readonly ask: Ask;
  /** What is said because of it, once. */
  readonly items: readonly NewItem[];
}

/** What a question is told by, in the outbox; there it is known by its id alone. */
export const askKinds = { ask: 'ask', told: 'ask told', thanks: 'ask thanks' } as const;

/** A new question, and the row by which its owner is asked. */
export function planAsk(ask: Omit<Ask, 'state' | 'answeredBy' | 'answerSlug'>): AskChange {
  const about = { askId: ask.id };
  const item = { id: `ask:${ask.id}`, kind: askKinds.ask, recipient: ask.to, about };
  const open = { state: 'open', answeredBy: undefined, answerSlug: undefined } as const;
  return { ask: { ...ask, ...open }, items: [{ ...item, dueAt: ask.askedAt }] };
}

/**
 * What an answer makes of a question, and how its asker hears of it. Undefined when there is
 * nothing to change: somebody else was faster, or has said the same.
 */
export function decideAnswer(
  ask: Ask,
  answer: AskAnswer,
  { by, now }: { readonly by: string | undefined; readonly now: number },
): AskChange | undefined {
  const isOpen =
    ask.state === 'open' || (ask.state === 'promised' && answer.kind !== 'undelivered');
  if (!isOpen || answer.kind === ask.state) return undefined;
  const answerSlug = answer.kind === 'linked' ? answer.slug : undefined;
  return {
    ask: { ...ask, state: answer.kind, answeredBy: by, answerSlug },
    items: [
      {
        id: `told:${ask.id}:${answer.kind}`,
        kind: askKinds.told,
        recipient: { kind: 'user', id: ask.asker },
        about: { askId: ask.id, state: answer.kind },
        dueAt: now,
      },
    ],
  };
}

/** The asker's thanks to whoever answered. Undefined when nobody has. */
export function planThanks({ id, answeredBy }: Ask, now: number): NewItem | undefined {
  if (answeredBy === undefined) return undefined;
  const recipient = { kind: 'user', id: answeredBy } as const;
  return { id: `thanks:${id}`, kind: askKinds.thanks, recipient, about: { askId: id }, dueAt: now };
}
