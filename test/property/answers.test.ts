import { beforeAll, describe, expect, it } from '@jest/globals';
import { answerQuestion } from '../../src/answers/answer-question.ts';
import { maxCodeChars, maxPassageChars } from '../../src/answers/passage-parts.ts';
import type { Library } from '../../src/answers/library.ts';
import { maxQuestionChars, parseQuestion } from '../../src/answers/parse-question.ts';
import { readTableRows } from '../../src/answers/read-table-rows.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { foldedWords } from '../../src/analysis/tokenize.ts';
import { anyString, fc } from '../helpers/fast-check.ts';

const anyText = fc.oneof(
  anyString({ maxLength: 2_000 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.uint8Array({ maxLength: 2_000 }).map((bytes) => new TextDecoder().decode(bytes)),
);

describe('any question', () => {
  let library: Library = { articles: [], index: buildArticleIndex([]) };
  let vocabulary: string[] = [];

  beforeAll(async () => {
    const { articles, synonyms } = await loadArticles('content');
    library = { articles, index: buildArticleIndex(articles, { synonyms }) };
    const text = articles.map(({ markdown }) => markdown).join('\n');
    vocabulary = [...new Set(text.split(/\s+/))];
  });

  function ask(text: string): ReturnType<typeof answerQuestion> {
    return answerQuestion(library, parseQuestion(text), { offset: 0, limit: 3 });
  }

  /** Words of the articles in any order, with their signs: what most nearly breaks something. */
  function likeText(): fc.Arbitrary<string> {
    const picked = fc.array(fc.nat({ max: vocabulary.length - 1 }), {
      minLength: 1,
      maxLength: 40,
    });
    return picked.map((numbers) => numbers.map((i) => vocabulary[i] ?? '').join(' '));
  }

  it('is parsed to something that can be shown', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const question = parseQuestion(text);
        expect(question.text.length).toBeLessThanOrEqual(maxQuestionChars);
        expect(question.text.isWellFormed()).toBe(true);
        expect(question.text).toBe(question.text.trim());
        expect(parseQuestion(question.text)).toEqual(question);
      }),
    );
  });

  it('is answered without throwing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(['found', 'suggestion', 'nothing', 'empty']).toContain(ask(text).kind);
      }),
    );
  });

  it('is answered with passages that stand in one block of their article', () => {
    fc.assert(
      fc.property(likeText(), (text) => {
        const answer = ask(text);
        for (const { article, passage } of 'page' in answer ? answer.page.hits : []) {
          if (passage === undefined) continue;
          const { sections } = article;
          const headings = sections.map(({ heading }) => ({ text: heading }));
          const blocks = [...headings, ...sections.flatMap((part) => readTableRows(part.blocks))];
          const words = new Set(blocks.flatMap(({ text: block }) => foldedWords(block)));
          for (const part of passage.parts) {
            const pieces = part.pieces.map((piece) => piece.text);
            if (pieces[0] === '…') pieces.shift();
            if (pieces.at(-1)?.trim() === '…') pieces.pop();
            const shown = pieces.join('');
            expect(blocks.some((block) => block.text.includes(shown))).toBe(true);
            // A word at the edge of a passage may be the part of an identifier that was cut out.
            const inside = foldedWords(shown).slice(1, -1);
            expect(inside.filter((word) => !words.has(word))).toEqual([]);
            const limit = part.kind === 'code' ? maxCodeChars : maxPassageChars;
            expect(shown.length).toBeLessThanOrEqual(limit);
            expect(shown).toBe(shown.trimEnd());
          }
        }
      }),
    );
  });

  it.each([
    ['10,000 characters', 'retry and '.repeat(1_000)],
    ['10,000 characters without a space', 'retries'.repeat(1_430)],
    ['unknown words', Array.from({ length: 200 }, (_, i) => `qu${i}xzabc`).join(' ')],
    ['emoji', '🎉'.repeat(500)],
    ['Chinese', '数据库备份和恢复'.repeat(100)],
    ['stop words', 'the of and to in is '.repeat(200)],
    ['signs', '"#-"'.repeat(2_000)],
    ['quotation marks', '"a" '.repeat(300)],
    ['accents', `e${'\u0301'.repeat(10_000)}`],
    ['spaces', `retries${' '.repeat(10_000)}of${' \n'.repeat(2_000)}x`],
    ['closing quotation marks', `a?${'”'.repeat(10_000)} b`],
    ['brackets', '('.repeat(10_000)],
    ['words that lead on', 'so what if we know, '.repeat(500)],
  ])('takes less than 50 ms of the processor: %s', (_, text) => {
    ask(text);
    // The best of three, without the time in which others had the processor.
    const times = [1, 2, 3].map(() => {
      const before = process.threadCpuUsage();
      ask(text);
      return process.threadCpuUsage(before).user / 1_000;
    });
    expect(Math.min(...times)).toBeLessThan(50);
  });
});
