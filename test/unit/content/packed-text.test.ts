import { describe, expect, it } from '@jest/globals';
import { changeFacts, packArticle } from '../../../src/content/packed-text.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const article = shortArticle({ slug: 'a', title: 'One', body: 'Nine coins – 九. \uD800' });

describe('an article whose text is packed', () => {
  it('says what it said, also where something else of it is changed', () => {
    const packed = packArticle(article);
    expect(packed).toEqual(article);
    expect(changeFacts(packed, { title: 'Two' })).toEqual({ ...article, title: 'Two' });
    expect({ ...packed, title: 'Two' }).toEqual(changeFacts(article, { title: 'Two' }));
  });

  it('says it again after many others were read', () => {
    const packed = packArticle(article);
    const { sections } = packed;
    const others = Array.from({ length: 200 }, (_, i) => packArticle({ ...article, slug: `${i}` }));
    for (const other of others) expect(other.sections).toEqual(sections);
    expect(packed.sections).toEqual(article.sections);
  });
});
