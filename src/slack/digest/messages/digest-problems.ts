import { clauseWords, type CommandProblem } from '../../../digest/command-words.ts';
import type { UnclearTimeZone } from '../../../digest/parse-time-zone.ts';
import { cutText } from '../../reply/cut-text.ts';
import { listWords } from './digest-words.ts';
import type { Message } from '../../reply/message.ts';
import { commandList, richMessage } from '../../reply/rich-message.ts';
import { bullets, paragraph, text } from '../../reply/rich-text.ts';

const maxQuotedChars = 80;
const maxProblems = 8;
const maxTopics = 12;

/** Every part that was not understood, in the person's own words, with what would be. */
export function renderDigestProblems(
  problems: readonly CommandProblem[],
  topics: readonly string[],
): Message {
  const shown = problems.slice(0, maxProblems);
  const quoted = shown.map(({ text: words }) => `“${quote(words)}”`);
  return richMessage(
    paragraph(text(`I did not understand ${listWords(quoted)}; nothing was changed.`)),
    bullets(
      shown.map((problem) => [
        ...text(quote(problem.text), { bold: true }),
        ...text(` ${explain(problem, topics)}`),
      ]),
    ),
    commandList([
      ['/guide digest subscribe', 'opens a form'],
      ['/guide digest help', 'shows every command with an example'],
    ]),
  );
}

function quote(words: string): string {
  return cutText(words, maxQuotedChars);
}

function explain(problem: CommandProblem, topics: readonly string[]): string {
  switch (problem.kind) {
    case 'verb':
      return `is no digest command.${didYouMean(problem.nearest)} There are subscribe, preview, pause, resume, unsubscribe, history, list and help.`;
    case 'word':
      return `does not belong here.${didYouMean(problem.nearest)}`;
    case 'topic':
      return `is no topic.${didYouMean(problem.nearest)} ${listTopics(topics)}`;
    case 'noTopics':
      return `needs topics after it. ${listTopics(topics)}`;
    case 'weekday':
      if (isClauseWord(problem.text)) return 'needs a day after it: on monday, tue, fridays ...';
      return `is no day of the week.${didYouMean(problem.nearest)} It comes once a week: on monday, tue, fridays ...`;
    case 'time':
      if (isClauseWord(problem.text)) return 'needs a time after it: at 09:00, at 9am or at 16:30.';
      return 'is no time of day. Write at 09:00, at 9am or at 16:30.';
    case 'timeZone':
      if (isClauseWord(problem.text))
        return 'needs a time zone after it, such as in Europe/Berlin.';
      return explainZone(problem.unclear);
    case 'channelUnknown':
      return `is no channel that I can see. If it is a topic, write about ${quote(problem.text)}; if it is a private channel, invite me there first.`;
    case 'channelAsTopic':
      return 'is a channel, and stands where topics are expected. Write the topic without #.';
    case 'twice':
      return 'is one too many. Say the channel, the day, the time, the time zone and the topics once.';
  }
}

/** `on` with nothing after it. */
function isClauseWord(words: string): boolean {
  return clauseWords.some((clause) => clause === words.toLowerCase());
}

function explainZone(zone: UnclearTimeZone): string {
  switch (zone.kind) {
    case 'abbreviation':
      return `does not say where, and clocks change differently. Write in ${listOr(zone.candidates)}.`;
    case 'offset':
      return 'would be wrong when the clocks change. Write a city’s zone, such as in Europe/Berlin.';
    case 'ambiguous':
      return `is in several zones. Write in ${listOr(zone.candidates)}.`;
    case 'unknown':
      return zone.candidates.length > 0
        ? `is no time zone. Did you mean ${listOr(zone.candidates)}?`
        : 'is no time zone. Write one such as in Europe/Berlin or in America/New_York.';
  }
}

function didYouMean(nearest: readonly string[]): string {
  return nearest.length > 0 ? ` Did you mean ${listOr(nearest.map(quote))}?` : '';
}

function listTopics(topics: readonly string[]): string {
  if (topics.length === 0) return 'No article has a topic yet.';
  const shown = topics.slice(0, maxTopics).map(quote).join(', ');
  return topics.length > maxTopics
    ? `Among others there are ${shown}; all of them: /guide topics`
    : `There are ${shown}.`;
}

function listOr(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
