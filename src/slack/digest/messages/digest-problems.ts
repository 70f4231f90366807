import { isClauseWord, type CommandProblem } from '../../../digest/command-words.ts';
import type { UnclearTimeZone } from '../../../digest/parse-time-zone.ts';
import { cutText } from '../../reply/cut-text.ts';
import { listNearest } from '../../../text/nearest.ts';
import { listWords } from '../../reply/list-words.ts';
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

function explain(problem: CommandProblem, topics: readonly string[]): string {
  switch (problem.kind) {
    case 'verb':
      return `isn’t a digest command.${didYouMean(problem.nearest)} I know subscribe, preview, pause, resume, unsubscribe, history, list and help.`;
    case 'word':
      return `doesn’t belong here.${didYouMean(problem.nearest)}`;
    case 'topic':
      return `isn’t a topic.${didYouMean(problem.nearest)}`;
    case 'noTopics':
      return 'needs a topic after it.';
    case 'weekday':
      if (isClauseWord(problem.text)) return 'needs a day after it, such as on monday.';
      return `isn’t a day of the week.${didYouMean(problem.nearest)} Digests are weekly, so write on monday, on tue or on fridays.`;
    case 'time':
      if (isClauseWord(problem.text)) return 'needs a time after it: at 09:00, at 9am or at 16:30.';
      return 'isn’t a time I know. Write at 09:00, at 9am or at 16:30.';
    case 'timeZone':
      if (isClauseWord(problem.text))
        return 'needs a time zone after it, such as in Europe/Berlin.';
      return explainZone(problem.unclear);
    case 'channelUnknown':
      return explainChannel(problem.text, topics);
    case 'channelAsTopic':
      return 'is a channel, but I expected a topic here. Write the topic without #.';
    case 'twice':
      return 'is one too many. Say each thing once: channel, day, time, time zone, topics.';
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

function explainZone(zone: UnclearTimeZone): string {
  switch (zone.kind) {
    case 'abbreviation':
      return `could be several places, and their clocks change on different days. Write in ${listWords(zone.candidates, 'or')}.`;
    case 'offset':
      return 'would be wrong after the clocks change. Name a city’s zone instead, such as in Europe/Berlin.';
    case 'unknown':
      return zone.candidates.length > 0
        ? `isn’t a time zone I know. Did you mean ${listWords(zone.candidates, 'or')}?`
        : 'isn’t a time zone I know. Write something like in Europe/Berlin or in America/New_York.';
  }
}

function didYouMean(nearest: readonly string[]): string {
  return nearest.length > 0 ? ` Did you mean ${listWords(nearest.map(quote), 'or')}?` : '';
}

function listTopics(topics: readonly string[], command: string): string {
  if (topics.length === 0) return 'No article has a topic yet.';
  const shown = topics.slice(0, maxTopics).map(quote).join(', ');
  return topics.length > maxTopics
    ? `Some of them: ${shown}. All of them: ${command} topics`
    : `The topics are ${shown}.`;
}
