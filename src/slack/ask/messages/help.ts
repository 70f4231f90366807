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
}

const maxExampleChars = 150;

export function renderHelp(view: HelpView): Message {
  const { examples, topic = 'topic' } = view;
  const [first] = examples;
  if (first === undefined) {
    return renderNotice(
      'The guide has no articles at the moment. Whoever runs Guidepost finds the reason in its log.',
    );
  }
  return {
    text: fallbackText(`Ask the guide in your own words, for example: /guide ${first}`),
    blocks: [
      richText(
        paragraph(
          text('Ask in your own words, and the best articles come to you alone. For example:'),
        ),
        bullets(examples.map((example) => code(`/guide ${cutText(example, maxExampleChars)}`))),
        paragraph(text('\nNarrow it down', { bold: true })),
        bullets([
          [...code(`#${cutText(topic, 30)}`), ...text(' keeps to one topic')],
          [...code('"exact words"'), ...text(' must stand together')],
          [...code('-word'), ...text(' must not occur')],
        ]),
        paragraph(text('\nLook around', { bold: true })),
        bullets([
          [...code('/guide topics'), ...text(' lists what there is')],
          [...code('/guide latest'), ...text(' shows what changed lately')],
          [...code('/guide digest'), ...text(' brings what is new to a channel every week')],
        ]),
        paragraph(
          text('\nA command word counts only when it stands alone: '),
          code('/guide help with webhooks'),
          text(
            ' is a question. Mention me in a channel and I answer in the thread, or write to me directly.',
          ),
        ),
      ),
    ],
  };
}

function code(value: string): readonly RichTextElement[] {
  return text(value, { code: true });
}
