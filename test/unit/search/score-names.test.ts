import { describe, expect, it } from '@jest/globals';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import type { Article } from '../../../src/content/article.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const named = (slug: string, given: Partial<Article> & { body?: string } = {}): Article =>
  shortArticle({ slug, title: 'Note', ...given });
const synonyms = [{ asked: 'undo', also: ['roll back'] }];

/** What their names bring to articles with a question. */
function names(question: string, ...articles: Article[]): number[] {
  const { hits } = buildArticleIndex(articles, { synonyms }).search(parseQuestion(question));
  return articles.map(
    ({ slug }) => hits.find(({ article }) => article.slug === slug)?.parts.name ?? 0,
  );
}

describe('what an article is called', () => {
  it('brings more the more of it is what was asked, and the more of what was asked it is', () => {
    const [whole = 0, half = 0, third = 0] = names(
      'pump valve',
      named('n0', { title: 'pump valve' }),
      named('n1', { title: 'pump' }),
      named('n2', { title: 'pump handle' }),
    );
    expect(whole).toBeGreaterThan(1.5 * half);
    expect(half).toBeGreaterThan(1.5 * third);
    expect(third).toBeGreaterThan(0);
  });

  it.each<[string, Article]>([
    ['title', named('n1', { title: 'Pump' })],
    ['alias', named('n1', { aliases: ['Hose', 'Pump'] })],
    ['question', named('n1', { questions: ['Pump?', 'Which hose?'] })],
    ['slug, without its folders', named('garden/hoses/pump')],
    ['slug, with lines beneath its words', named('of_the_pump')],
  ])('is its %s, whichever fits best', (_, article) => {
    const [title = 0, other = 0] = names('pump', named('n0', { title: 'Pump' }), article);
    expect(title).toBeGreaterThan(0);
    expect(other).toBeCloseTo(title);
  });

  it('is nothing that is said in it', () => {
    const body = '## Pump\nPump.';
    expect(names('pump', named('n0', { summary: 'Pump', tags: ['pump'], body }))).toEqual([0]);
  });

  it('counts a word once, however often and in whatever form it stands there', () => {
    const articles = ['pump', 'pump pump', 'pumps pump', 'pump pumps', 'pumps'].map((title, i) =>
      named(`n${i}`, { title }),
    );
    const [once = 0, twice, formFirst, formLast, form = 0] = names('pump', ...articles);
    expect([twice, formFirst, formLast]).toEqual([once, once, once]);
    expect(form).toBeLessThan(0.9 * once);
    expect(form).toBeGreaterThan(0.3 * once);
  });

  it('counts what was asked twice once, and what was only thought to be meant for less', () => {
    const article = named('n0', { title: 'carburettor' });
    const [once = 0] = names('carburettor', article);
    expect(names('carburettor carburettor', article)[0]).toBeCloseTo(once);
    expect(names('carburettr', article)[0]).toBeLessThan(0.95 * once);
  });

  it('may be another name of several words for what was asked, all of them', () => {
    const [all = 0, some] = names(
      'undo',
      named('n0', { title: 'Roll it back' }),
      named('n1', { title: 'Back', body: 'Roll it back.' }),
    );
    expect(all).toBeGreaterThan(0);
    expect(some).toBe(0);
  });
});
