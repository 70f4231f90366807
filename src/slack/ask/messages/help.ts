import { cutText } from '../../reply/cut-text.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { bullets, code, richText, say, text } from '../../reply/rich-text.ts';

export interface HelpView {
  /** Real questions that real articles answer; empty when there is no article. */
  readonly examples: readonly string[];
  /** A tag in use, for the example. */
  readonly topic: string | undefined;
  readonly command: string;
}

const maxExampleChars = 150;

export function renderHelp(view: HelpView): Message {
  const { examples, topic = 'topic', command } = view;
  const [first] = examples;
  if (first === undefined) {
    return renderNotice(
      'The guide has no articles at the moment. Ask whoever runs Guidepost; the log says why.',
    );
  }
  return {
    text: fallbackText(`Ask the guide in your own words, for example: ${command} ${first}`),
    blocks: [
      richText(
        say`Ask in your own words. Only you see the answer to a command. For example:`,
        bullets(examples.map((example) => code(`${command} ${cutText(example, maxExampleChars)}`))),
        text('\nNarrow it down', { bold: true }),
        bullets([
          say`${code(`#${topic}`)} searches one topic`,
          say`${code('"exact words"')} finds the exact phrase`,
          say`${code('-word')} leaves out articles with that word`,
        ]),
        text('\nLook around', { bold: true }),
        bullets([
          say`${code(`${command} topics`)} lists the topics`,
          say`${code(`${command} latest`)} shows what changed lately`,
          say`${code(`${command} digest`)} sends a channel what’s new every week`,
        ]),
        say`\nCommands only work on their own: ${code(`${command} help with webhooks`)} is a question. You can also mention me in a channel, and I’ll answer in the thread, or write to me directly.`,
      ),
    ],
  };
}
