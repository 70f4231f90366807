import type { RichTextElement } from '@slack/types';
import { cutText } from '../../reply/cut-text.ts';
import { fallbackText, type Message } from '../../reply/message.ts';
import { renderNotice } from '../../reply/notice.ts';
import { bullets, paragraph, richText, text } from '../../reply/rich-text.ts';

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
        paragraph(text('Ask in your own words. Only you see the answer. For example:')),
        bullets(examples.map((example) => code(`${command} ${cutText(example, maxExampleChars)}`))),
        paragraph(text('\nNarrow it down', { bold: true })),
        bullets([
          [...code(`#${cutText(topic, 30)}`), ...text(' searches one topic')],
          [...code('"exact words"'), ...text(' finds the exact phrase')],
          [...code('-word'), ...text(' leaves out articles with that word')],
        ]),
        paragraph(text('\nLook around', { bold: true })),
        bullets([
          [...code(`${command} topics`), ...text(' lists the topics')],
          [...code(`${command} latest`), ...text(' shows what changed lately')],
          [...code(`${command} digest`), ...text(' sends a channel what’s new every week')],
        ]),
        paragraph(
          text('\nCommands only work on their own: '),
          code(`${command} help with webhooks`),
          text(
            ' is a question. You can also mention me in a channel, and I’ll answer in the thread, or write to me directly.',
          ),
        ),
      ),
    ],
  };
}

function code(value: string): readonly RichTextElement[] {
  return text(value, { code: true });
}
