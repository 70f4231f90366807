import { listNearest } from '../../text/nearest.ts';

const digestVerbs = ['subscribe', 'unsubscribe', 'pause', 'resume', 'preview', 'history'];
/** Words that people type for a command of another name. */
const otherWords: Readonly<Record<string, string>> = {
  stop: 'digest unsubscribe',
  cancel: 'digest unsubscribe',
  list: 'topics',
  tags: 'topics',
  topic: 'topics',
  categories: 'topics',
  new: 'latest',
  news: 'latest',
  recent: 'latest',
  changes: 'latest',
  updates: 'latest',
};
const commands = ['help', 'topics', 'latest', 'digest'];

/** The command that a word alone was meant for, such as `latest` for "new"; it may be a question too. */
export function suggestCommand(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (!/^[a-z]{3,20}$/.test(word) || commands.includes(word)) return undefined;
  if (digestVerbs.includes(word)) return `digest ${word}`;
  if (Object.hasOwn(otherWords, word)) return otherWords[word];
  const [nearest] = listNearest(word, [...commands, ...digestVerbs]);
  if (nearest === undefined) return undefined;
  return digestVerbs.includes(nearest) ? `digest ${nearest}` : nearest;
}
