import { escapeText, type Message } from './message.ts';
import { bullets, paragraph, richText, text } from './rich-text.ts';

export interface HelpView {
  /** Real questions that real articles answer; may be empty. */
  readonly examples: readonly string[];
  readonly articleCount: number;
}

export function renderHelp({ examples, articleCount }: HelpView): Message {
  const articles = articleCount === 1 ? '1 article' : `${articleCount} articles`;
  const first = examples[0];
  return {
    text: escapeText(
      `Ask the guide in your own words${first === undefined ? '.' : `, for example: /guide ${first}`}`,
    ),
    blocks: [
      richText(
        paragraph(
          text('Ask in your own words, and the best of ', {}),
          text(`${articles} come back, to you alone.`),
        ),
        ...(examples.length > 0
          ? [bullets(examples.map((example) => text(`/guide ${example}`, { code: true })))]
          : []),
        paragraph(text('\nNarrow it down', { bold: true })),
        bullets([
          [
            ...text('#topic', { code: true }),
            ...text(' keeps to one topic: '),
            ...text('/guide #api timeouts', { code: true }),
          ],
          [
            ...text('"exact words"', { code: true }),
            ...text(' must stand together, '),
            ...text('-word', { code: true }),
            ...text(' must not occur'),
          ],
        ]),
        paragraph(text('\nLook around', { bold: true })),
        bullets([
          [...text('/guide topics', { code: true }), ...text(' lists what there is')],
          [...text('/guide latest', { code: true }), ...text(' shows what changed lately')],
        ]),
        paragraph(
          text('\nA command word counts only when it stands alone: '),
          text('/guide help with webhooks', { code: true }),
          text(
            ' is a question. You can also mention me in a channel, and I answer in the thread, or write to me directly.',
          ),
        ),
      ),
    ],
  };
}
