import MiniSearch from 'minisearch';
import { answerQuestion } from '../../src/answers/answer-question.ts';
import { findAnswer } from '../../src/answers/answer-text.ts';
import type { Answer } from '../../src/answers/answer.ts';
import type { Library } from '../../src/answers/library.ts';
import { parseQuestion } from '../../src/answers/parse-question.ts';
import { sectionText, type Article } from '../../src/content/article.ts';
import type { FindingSystem } from './evaluate.ts';

/**
 * Guidepost as people meet it.
 *
 * @param plain true for questions that were not written for Guidepost: a quotation mark or a hyphen
 *   in them is no operator
 */
export function createGuidepost(library: Library, { plain }: { plain: boolean }): FindingSystem {
  const page = { offset: 0, limit: 3 };
  const ask = async (text: string): Promise<Answer> => {
    if (!plain) return findAnswer(library, text, {}, page);
    const parsed = { ...parseQuestion(''), text, words: text };
    return answerQuestion(library, { ...parsed, nearness: await library.nearTo?.(text) }, page);
  };
  return {
    async answer(text) {
      const { kind, question } = await ask(text);
      const rank = () => library.index.search(question).hits.map(({ article }) => article.slug);
      return { isAnswer: kind === 'found', rank };
    },
  };
}

/** MiniSearch as its documentation starts: two fields and no option set. */
export function createMiniSearch(articles: readonly Article[]): FindingSystem {
  const mini = new MiniSearch<Article>({
    idField: 'slug',
    fields: ['title', 'text'],
    extractField: (article, field) => {
      if (field === 'slug') return article.slug;
      return field === 'title' ? article.title : plainText(article);
    },
  });
  mini.addAll(articles);
  return {
    answer: (text) => {
      const hits = mini.search(text);
      return Promise.resolve({
        isAnswer: hits.length > 0,
        rank: () => hits.map(({ id }) => id as string),
      });
    },
  };
}

function plainText({ summary, sections }: Article): string {
  const parts = sections.flatMap((section) => [section.heading, sectionText(section)]);
  return [summary, ...parts].join('\n');
}
