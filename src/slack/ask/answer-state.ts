/** What a button needs to render its answer again: Slack never sends an ephemeral message back. */
export interface AnswerState {
  readonly question: string;
  /** Searched to the letter, without corrections. */
  readonly literal: boolean;
  readonly offset: number;
  /** Marks (see `markOf`) of the articles that were shared from this answer. */
  readonly shared: readonly string[];
  /** Opened from the list of topics, so that there is a way back to it. */
  readonly fromTopics: boolean;
}

/** Of a question that was just asked. */
export function freshState(question: string): AnswerState {
  return { question, literal: false, offset: 0, shared: [], fromTopics: false };
}

/** The state in a button's `value`. With a question of 1,000 characters it stays below Slack's 2,000. */
export function formatAnswerState(state: AnswerState): string {
  const flags = `${state.literal ? 'l' : ''}${state.fromTopics ? 't' : ''}`;
  return [state.offset, flags, state.shared.slice(0, maxShared).join(','), state.question].join(
    '|',
  );
}

const maxShared = 40;

/** @returns undefined for anything that `formatAnswerState` did not write. */
export function parseAnswerState(value: string): AnswerState | undefined {
  const match = /^(\d{1,5})\|(l?)(t?)\|([0-9a-z,]*)\|([^]*)$/u.exec(value);
  if (match === null) return undefined;
  const [, offset = '', literal, topics, shared = '', question = ''] = match;
  return {
    offset: Number(offset),
    literal: literal === 'l',
    fromTopics: topics === 't',
    shared: shared.split(',').filter((mark) => mark !== ''),
    question,
  };
}

/** A short stand-in for a slug, good enough to tell the articles of one answer apart (FNV-1a, 32 bit). */
export function markOf(slug: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < slug.length; i += 1) {
    hash = Math.imul(hash ^ slug.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
