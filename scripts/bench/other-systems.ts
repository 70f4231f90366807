import { DatabaseSync } from 'node:sqlite';
import { create, insertMultiple, search } from '@orama/orama';
import FlexSearch from 'flexsearch';
import lunr from 'lunr';
import MiniSearch from 'minisearch';
import { sectionText, type Article } from '../../src/content/article.ts';

/** Something that ranks, as its documentation sets it up. */
export interface Ranking {
  readonly name: string;
  /** Slugs, best first. */
  readonly build: (articles: readonly Article[]) => (question: string) => readonly string[];
}

interface Text {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

function textsOf(articles: readonly Article[]): Text[] {
  return articles.map(({ slug, title, summary, sections }) => ({
    id: slug,
    title,
    text: [summary, ...sections.flatMap((one) => [one.heading, sectionText(one)])].join('\n'),
  }));
}

const depth = 20;

function miniSearch(name: string, options: Parameters<MiniSearch['search']>[1]): Ranking {
  return {
    name,
    build(articles) {
      const mini = new MiniSearch({ fields: ['title', 'text'] });
      mini.addAll(textsOf(articles));
      return (question) => mini.search(question, options).map(({ id }) => String(id));
    },
  };
}

export const otherSystems: readonly Ranking[] = [
  miniSearch('MiniSearch, defaults', {}),
  miniSearch('MiniSearch, prefix and fuzzy 0.2', {
    prefix: true,
    fuzzy: 0.2,
    boost: { title: 2 },
  }),
  {
    name: 'lunr',
    build(articles) {
      const index = lunr((builder) => {
        builder.field('title', { boost: 2 });
        builder.field('text');
        for (const text of textsOf(articles)) builder.add(text);
      });
      // Its query language knows signs that people use otherwise.
      const plain = (question: string): string => question.replace(/[^\p{L}\p{N}\s]/gu, ' ');
      return (question) => index.search(plain(question)).map(({ ref }) => ref);
    },
  },
  {
    name: 'FlexSearch',
    build(articles) {
      const index = new FlexSearch.Index({ tokenize: 'forward', encoder: 'LatinAdvanced' });
      const slugs = articles.map(({ slug }) => slug);
      for (const [i, { title, text }] of textsOf(articles).entries()) {
        index.add(i, `${title}\n${text}`);
      }
      return (question) =>
        index
          .search(question, { limit: depth, suggest: true })
          .map((id) => slugs[Number(id)] ?? '');
    },
  },
  {
    name: 'Orama',
    build(articles) {
      const database = create({ schema: { slug: 'string', title: 'string', text: 'string' } });
      const rows = textsOf(articles).map(({ id, title, text }) => ({ slug: id, title, text }));
      void insertMultiple(database, rows, rows.length);
      return (question) => {
        const found = search(database, {
          term: question,
          properties: ['title', 'text'],
          boost: { title: 2 },
          limit: depth,
        });
        if (found instanceof Promise) throw new Error('Orama answered later.');
        return found.hits.map(({ document }) => document.slug);
      };
    },
  },
  {
    name: 'SQLite FTS5',
    build(articles) {
      const database = new DatabaseSync(':memory:');
      database.exec(
        "CREATE VIRTUAL TABLE texts USING fts5(slug UNINDEXED, title, text, tokenize = 'porter unicode61')",
      );
      const insert = database.prepare('INSERT INTO texts VALUES (?, ?, ?)');
      for (const { id, title, text } of textsOf(articles)) insert.run(id, title, text);
      const find = database.prepare(
        'SELECT slug FROM texts WHERE texts MATCH ? ORDER BY bm25(texts, 0, 3, 1) LIMIT 20',
      );
      return (question) => {
        const words = question.match(/[\p{L}\p{N}]+/gu) ?? [];
        if (words.length === 0) return [];
        const rows = find.all(words.map((word) => `"${word}"`).join(' OR '));
        return rows.map(({ slug }) => String(slug));
      };
    },
  },
];
