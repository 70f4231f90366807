import MiniSearch from 'minisearch';
import { answerQuestion } from '../../answers/answer-question.ts';
import { findAnswer } from '../../answers/answer-text.ts';
import type { Question } from '../../answers/answer.ts';
import type { Library } from '../../answers/library.ts';
import { parseQuestion } from '../../answers/parse-question.ts';
import { sectionText, type Article } from '../../content/article.ts';
import type { FindingSystem } from './evaluate.ts';

/**
 * Guidepost as people meet it.
 *
 * @param plain true for questions that were not written for Guidepost: a quotation mark or a hyphen
 *   in them is no operator
 */
export function createGuidepost(library: Library, { plain }: { plain: boolean }): FindingSystem {
  const page = { offset: 0, limit: 3 };
  const parse = async (text: string): Promise<Question> => {
    const parsed = plain ? { ...parseQuestion(''), text, words: text } : parseQuestion(text);
    return { ...parsed, nearness: await library.nearTo?.(parsed.words) };
  };
  return {
    async answer(text) {
      const answer = plain
        ? answerQuestion(library, await parse(text), page)
        : await findAnswer(library, text, {}, page);
      return answer.kind === 'found';
    },
    async rank(text) {
      return library.index.search(await parse(text)).hits.map(({ article }) => article.slug);
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
    answer: (text) => Promise.resolve(mini.search(text).length > 0),
    rank: (text) => Promise.resolve(mini.search(text).map(({ id }) => id as string)),
  };
}

function plainText({ summary, sections }: Article): string {
  const parts = sections.flatMap((section) => [section.heading, sectionText(section)]);
  return [summary, ...parts].join('\n');
}
