import { cutText } from '../../reply/words.ts';
import { type Message, richMessage } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { bold, bullets, code, say } from '../../reply/rich-text.ts';

export interface HelpView {
  /** Real questions that real articles answer. */
  readonly examples: readonly string[];
  /** A tag in use, for the example. */
  readonly topic: string | undefined;
  readonly command: string;
}

const maxExampleChars = 150;

export function renderHelp(view: HelpView): Message {
  const { examples, topic = 'topic', command } = view;
  const how = 'Ask in your own words. Only you see the answer to a command.';
  const asked = examples.map((example) => code(`${command} ${cutText(example, maxExampleChars)}`));
  return richMessage(
    ...(asked.length > 0 ? [say`${how} For example:`, bullets(asked)] : [say`${how}`]),
    bold('\nNarrow it down'),
    bullets([
      say`${code(`#${topic}`)} searches one topic`,
      say`${code('"exact words"')} finds the exact phrase`,
      say`${code('-word')} leaves out articles with that word`,
    ]),
    bold('\nLook around'),
    bullets([
      say`${code(`${command} topics`)} lists the topics`,
      say`${code(`${command} latest`)} shows what changed lately`,
      say`${code(`${command} digest`)} sends a channel what’s new every week`,
    ]),
    say`\nCommands only work on their own: ${code(`${command} help with webhooks`)} is a question. You can also mention me in a channel, and I’ll answer in the thread, or write to me directly.`,
  );
}

/** In place of how to ask: nothing would be found. */
export function renderNoArticles(): Message {
  return renderNotice(
    'The guide has no articles at the moment. Ask whoever runs Guidepost; the log says why.',
  );
}
