import type { CommandProblem } from '../../../digest/command-words.ts';
import { listWords } from '../../../text/list-words.ts';
import { cutText } from '../../reply/words.ts';
import { listNearest } from '../../../text/nearest.ts';
import { type Message, commandList, richMessage } from '../../reply/message.ts';
import { bold, bullets, say } from '../../reply/rich-text.ts';

const maxQuotedChars = 80;
const maxProblems = 8;
const maxTopics = 12;

/** Every part that was not understood, in the person's own words, with what would be. */
export function renderDigestProblems(
  problems: readonly CommandProblem[],
  topics: readonly string[],
  command: string,
): Message {
  const told = new Map(problems.map((problem) => [`${problem.kind} ${problem.text}`, problem]));
  const shown = [...told.values()].slice(0, maxProblems);
  const asksForTopic = shown.some(({ kind }) => kind === 'topic' || kind === 'noTopics');
  const quoted = shown.map(({ text: words }) => `“${quote(words)}”`);
  return richMessage(
    say`I didn’t understand ${listWords(quoted)}, so I haven’t changed anything.`,
    bullets(shown.map((problem) => say`${bold(quote(problem.text))} ${explain(problem, topics)}`)),
    ...(asksForTopic ? [say`${listTopics(topics, command)}`] : []),
    commandList([
      [`${command} digest subscribe`, 'opens a form'],
      [`${command} digest help`, 'shows every command with an example'],
    ]),
  );
}

function quote(words: string): string {
  return cutText(words, maxQuotedChars);
}

function explain(
  { kind, text: typed, nearest = [] }: CommandProblem,
  topics: readonly string[],
): string {
  const meant = nearest.length > 0 ? ` Did you mean ${listWords(nearest.map(quote), 'or')}?` : '';
  switch (kind) {
    case 'verb':
      return `isn’t a digest command.${meant} I know subscribe, preview, pause, resume, unsubscribe, history, list and help.`;
    case 'word':
      return `doesn’t belong here.${meant}`;
    case 'topic':
      return `isn’t a topic.${meant}`;
    case 'noTopics':
      return 'needs a topic after it.';
    case 'weekday':
      return `${isDay(typed) ? 'doesn’t say which day' : 'isn’t a day of the week'}.${meant} Digests are weekly, so name one day: on monday, on tue or on fridays.`;
    case 'noWeekday':
      return 'needs a day after it, such as on monday.';
    case 'time':
      return 'isn’t a time I know. Write at 09:00, at 9am or at 16:30.';
    case 'noTime':
      return 'needs a time after it: at 09:00, at 9am or at 16:30.';
    case 'timeZone':
      return `isn’t a time zone I know.${meant || ' Name a city’s zone, such as in Europe/Berlin or in America/New_York.'}`;
    case 'noTimeZone':
      return 'needs a time zone after it, such as in Europe/Berlin.';
    case 'zoneWithoutPlace':
      return 'doesn’t say where, and not every place changes its clocks on the same day. Name a city’s zone, such as in Europe/Berlin or in America/New_York.';
    case 'channelUnknown':
      return explainChannel(typed, topics);
    case 'channelAsTopic':
      return 'is a channel, but I expected a topic here. Write the topic without #.';
    case 'twice':
      return 'is one too many. Give each of these once: channel, day, time, time zone, topics.';
  }
}

/** Without "about", what begins with # is a channel. */
function explainChannel(typed: string, topics: readonly string[]): string {
  const [topic] = listNearest(typed.replace(/^#/, ''), topics);
  const isTopic =
    topic === undefined
      ? ''
      : ` If you meant the topic ${quote(topic)}, write about #${quote(topic)}.`;
  return `isn’t a channel I can see.${isTopic} If it’s a private channel, invite me to it first.`;
}

function listTopics(topics: readonly string[], command: string): string {
  if (topics.length === 0) return 'No article has a topic yet.';
  const shown = topics.slice(0, maxTopics).map(quote).join(', ');
  return topics.length > maxTopics
    ? `Some of them: ${shown}. All of them: ${command} topics`
    : `The topics are ${shown}.`;
}

/** In "every day". */
function isDay(text: string): boolean {
  return /^days?$/i.test(text);
}
