import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ProseLine } from './article-source.ts';

/** A text that sentences may have been taken from. */
export interface SentenceSource {
  readonly path: string;
  readonly prose: readonly ProseLine[];
}

const minWords = 10;
const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Finds sentences of ten words or more that two texts share, whatever their signs and capitals. */
export function checkSentences(
  articles: readonly SentenceSource[],
  others: readonly SentenceSource[] = [],
): readonly ContentProblem[] {
  const seen = new Map<string, { readonly path: string; readonly line: number }>();
  const problems: ContentProblem[] = [];
  for (const { path, prose } of [...others, ...articles]) {
    for (const { text, line } of prose) {
      for (const words of longSentences(text)) {
        const first = seen.get(words) ?? { path, line };
        seen.set(words, first);
        if (first.path === path) continue;
        const message = `shares a sentence with ${first.path}:${first.line}: "${shorten(words)}"`;
        problems.push(problemAt(path, line, message));
      }
    }
  }
  return problems;
}

function longSentences(text: string): readonly string[] {
  return Array.from(sentences.segment(text))
    .map(({ segment }) => segment.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((words) => words.length >= minWords)
    .map((words) => words.join(' '));
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
