import { sectionIndex, type Article, type Section } from '../../content/article.ts';
import { markOf } from './answer-state.ts';

/** A section of an article, or the article from its beginning. */
export interface ArticlePlace {
  readonly article: Article;
  readonly section: Section | undefined;
}

/** A place as a button or an option carries it: 20 characters at most, whatever the article is called. */
export function formatPlace({ article, section }: ArticlePlace): string {
  const index = section === undefined ? -1 : sectionIndex(article, section);
  return index < 0 ? markOf(article.slug) : `${markOf(article.slug)}.${index}`;
}

/** @returns undefined when the article is gone; without the section when only that is. */
export function findPlace(articles: readonly Article[], value: string): ArticlePlace | undefined {
  const [mark, index = ''] = value.split('.');
  const article = articles.find(({ slug }) => markOf(slug) === mark);
  return (
    article && { article, section: index === '' ? undefined : article.sections[Number(index)] }
  );
}
