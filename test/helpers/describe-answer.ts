import { answerQuestion } from '../../src/answers/answer-question.ts';
import type { Answer, Passage } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { parseQuestion } from '../../src/answers/parse-question.ts';

/** What a question is answered, in a form that people can read and correct. */
export function describeAnswer(library: Library, question: string): string {
  const answer = answerQuestion(library, parseQuestion(question), { offset: 0, limit: 5 });
  const hits = 'page' in answer ? answer.page.hits : [];
  return [
    `> ${question}`,
    verdictOf(answer),
    ...('corrections' in answer
      ? answer.corrections.map(({ typed, corrected }) => `taken for ${corrected}: ${typed}`)
      : []),
    ...('missing' in answer
      ? answer.missing.map(({ word, from }) =>
          from === 'library' ? `nowhere: ${word}` : `not in the first: ${word}`,
        )
      : []),
    ...hits.flatMap(({ article, section, passage, versions }) => [
      `- ${article.slug}${section === undefined ? '' : ` › ${section.heading}`}`,
      ...linesOf(passage).map((line) => `    ${line}`),
      ...versions.map(({ slug }) => `    also as ${slug}`),
    ]),
    '',
  ].join('\n');
}

function verdictOf(answer: Answer): string {
  const dropped =
    'dropped' in answer && answer.dropped !== undefined ? `, without the ${answer.dropped}` : '';
  return answer.kind + dropped;
}

function linesOf(passage: Passage | undefined): string[] {
  return (passage?.parts ?? []).flatMap(({ kind, pieces }) => {
    const text = pieces.map((piece) => (piece.matched ? `*${piece.text}*` : piece.text)).join('');
    if (kind === 'code') return text.split('\n').map((line) => `| ${line}`);
    if (kind === 'heading') return [`# ${text}`];
    return [kind === 'item' ? `- ${text}` : text];
  });
}
