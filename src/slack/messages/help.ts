import type { RichTextElement } from '@slack/types';
import { cutText } from '../cut-text.ts';
import { fallbackText, type Message } from './message.ts';
import { bullets, paragraph, richText, text } from './rich-text.ts';

export interface HelpView {
  /** Real questions that real articles answer; may be empty. */
  readonly examples: readonly string[];
  /** A tag in use, for the example. */
  readonly topic: string | undefined;
  readonly articleCount: number;
  /** `thread`: everybody sees the help, and would see the answers. */
  readonly audience: 'asker' | 'thread';
}

const maxExampleChars = 150;

export function renderHelp(view: HelpView): Message {
  const { examples, topic = 'topic', articleCount, audience } = view;
  const toWhom = audience === 'asker' ? ', to you alone' : '';
  const first = examples[0];
  return {
    text: fallbackText(
      `Ask the guide in your own words${first === undefined ? '.' : `, for example: /guide ${first}`}`,
    ),
    blocks: [
      richText(
        paragraph(
          text(`Ask in your own words. The best of ${count(articleCount)} come back${toWhom}:`),
        ),
        bullets([
          ...examples.map((example) => code(`/guide ${cutText(example, maxExampleChars)}`)),
          ...(examples.length === 0 ? [code('/guide how do I ...')] : []),
        ]),
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

function count(articles: number): string {
  return articles === 1 ? '1 article' : `${articles} articles`;
}

function code(value: string): readonly RichTextElement[] {
  return text(value, { code: true });
}
