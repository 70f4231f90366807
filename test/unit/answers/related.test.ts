import { describe, expect, it } from '@jest/globals';
import { listRelated } from '../../../src/answers/library.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

describe('listRelated', () => {
  const article = shortArticle({
    slug: 'a',
    title: 'Valves',
    summary: 'How hoses are sealed.',
    tags: ['pumps'],
    body: 'Kettles are not what it is about.',
  });
  const others = {
    byTitleAndTag: shortArticle({ slug: 'b', body: 'Valves of pumps, and pumps, and valves.' }),
    byTag: shortArticle({ slug: 'c', body: 'A word on pumps.', tags: ['pumps'] }),
    bySummary: shortArticle({ slug: 'd', body: 'Hoses burst. They freeze in winter and crack.' }),
    byBody: shortArticle({ slug: 'e', body: 'Kettles whistle.' }),
  };
  const index = buildArticleIndex([article, ...Object.values(others)]);
  const relatedTo = (limit: number) => listRelated(index, article, limit).map(({ slug }) => slug);

  it('finds what says most of what the article is about, and never the article itself', () => {
    expect(relatedTo(3)).toEqual(['b', 'c', 'd']);
    expect(relatedTo(10)).toEqual(['b', 'c', 'd']);
  });

  it('finds no more than are wanted', () => {
    expect(relatedTo(1)).toEqual(['b']);
  });

  it('corrects nothing: a word that no other article has leads nowhere', () => {
    const alone = shortArticle({ slug: 'alone', title: 'Walves', body: 'something else' });
    expect(listRelated(buildArticleIndex([alone, others.byTitleAndTag]), alone, 3)).toEqual([]);
  });
});
