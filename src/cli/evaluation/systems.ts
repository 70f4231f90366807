import MiniSearch from 'minisearch';
import { answerQuestion } from '../../answers/answer-question.ts';
import type { Question } from '../../answers/answer.ts';
import { parseQuestion } from '../../answers/parse-question.ts';
import { sectionText, type Article } from '../../content/article.ts';
import type { ArticleIndex } from '../../search/article-index.ts';
import type { FindingSystem } from './evaluate.ts';

/**
 * Guidepost as people meet it.
 *
 * @param plain true for questions that were not written for Guidepost: a quotation mark or a hyphen
 *   in them is no operator
 */
export function createGuidepost(
  articles: readonly Article[],
  index: ArticleIndex,
  { plain }: { plain: boolean },
): FindingSystem {
  const parse = (text: string): Question =>
    plain ? { ...parseQuestion(''), text, words: text } : parseQuestion(text);
  return {
    answer: (text) =>
      answerQuestion({ articles, index }, parse(text), { offset: 0, limit: 3 }).kind === 'found',
    rank: (text) => index.search(parse(text)).hits.map(({ article }) => article.slug),
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
    answer: (text) => mini.search(text).length > 0,
    rank: (text) => mini.search(text).map(({ id }) => id as string),
  };
}

function plainText({ summary, sections }: Article): string {
  const parts = sections.flatMap((section) => [section.heading, sectionText(section)]);
  return [summary, ...parts].join('\n');
}
