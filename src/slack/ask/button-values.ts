import { sectionIndex, type Article, type Section } from '../../content/article.ts';

// What buttons and modals remember, because Slack never sends an ephemeral message back. Old messages
// keep their buttons: what an earlier release wrote is still read.

/** An answer, to be rendered again. */
export interface AnswerState {
  readonly question: string;
  /** Searched to the letter, without corrections. */
  readonly literal: boolean;
  readonly offset: number;
  /** Marks (see `markOf`) of the articles that were shared from this answer. */
  readonly shared: readonly string[];
  /** Opened from the list of topics, so that there is a way back to it. */
  readonly fromTopics: boolean;
  /** The mark of the article that the button belongs to; empty for the answer as a whole. */
  readonly article: string;
}

/** Of a question that was just asked. */
export function freshState(question: string): AnswerState {
  return { question, literal: false, offset: 0, shared: [], fromTopics: false, article: '' };
}

const maxShared = 40;

/** The state in a button's `value`. With a question of 1,000 characters it stays below Slack's 2,000. */
export function formatAnswerState(state: AnswerState): string {
  const { article, offset, literal, fromTopics, shared, question } = state;
  const flags = `${literal ? 'l' : ''}${fromTopics ? 't' : ''}`;
  return [article, offset, flags, shared.slice(0, maxShared).join(','), question].join('|');
}

/** @returns undefined for anything that `formatAnswerState` did not write. */
export function parseAnswerState(value: string): AnswerState | undefined {
  const match = /^(?:([^|]*)\|)?(\d{1,5})\|(l?)(t?)\|([0-9a-z,]*)\|([^]*)$/u.exec(value);
  if (match === null) return undefined;
  const [, article = '', offset = '', literal, topics, shared = '', question = ''] = match;
  return {
    article,
    offset: Number(offset),
    literal: literal === 'l',
    fromTopics: topics === 't',
    shared: shared.split(',').filter((mark) => mark !== ''),
    question,
  };
}

/** A short stand-in for a slug, good enough to tell the articles of one answer apart (FNV-1a, 32 bit). */
export function markOf(slug: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < slug.length; i += 1) {
    hash = Math.imul(hash ^ slug.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

/** The article with this mark, or with this slug, as buttons to share had it. */
export function findMarked(articles: readonly Article[], mark: string): Article | undefined {
  if (mark === '') return undefined;
  return articles.find(({ slug }) => markOf(slug) === mark || slug === mark);
}

/** A section of an article, or the article from its beginning. */
export interface ArticlePlace {
  readonly article: Article;
  readonly section?: Section | undefined;
  /** As it is read: the part with this number, counted from 0. */
  readonly part?: number | undefined;
}

/** A place as a button or an option carries it: 25 characters at most, whatever the article is called. */
export function formatPlace({ article, section, part }: ArticlePlace): string {
  const index = section === undefined ? -1 : sectionIndex(article, section);
  const at = part === undefined ? '' : `:${part}`;
  return `${markOf(article.slug)}${index < 0 ? '' : `.${index}`}${at}`;
}

/** @returns undefined when the article is gone; without the section when only that is. */
export function findPlace(articles: readonly Article[], value: string): ArticlePlace | undefined {
  const [, mark = '', index, part] = /^([^.:]*)(?:\.(\d+))?(?::(\d+))?$/.exec(value) ?? [];
  const article = articles.find(({ slug }) => markOf(slug) === mark);
  if (article === undefined) return undefined;
  const section = index === undefined ? undefined : article.sections[Number(index)];
  return { article, section, part: part === undefined ? undefined : Number(part) };
}
