import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Article } from '../content/article.ts';
import { createArticleSet, documentOf, type ArticleSet } from './article-set.ts';
import { takeApart, textsOf, type ArticleWords } from './article-words.ts';
import type { Steps } from './in-steps.ts';
import { restoreMiniSearchRetriever } from './minisearch-retriever.ts';
import { Vocabulary } from './vocabulary.ts';

interface Saved {
  readonly analysis: string;
  readonly words: readonly string[];
  readonly articles: readonly SavedArticle[];
  readonly retriever: string;
}

interface SavedArticle {
  readonly id: number;
  readonly slug: string;
  /** Over all that is indexed of it. */
  readonly checksum: string;
  readonly words: ArticleWords;
}

interface Restored {
  readonly set: ArticleSet;
  readonly restore: Steps<undefined>;
  /** How many articles were saved. */
  readonly savedSize: number;
}

const checksumChars = 64;

/** Everything that would be done again at the next start. */
export function saveSet({ entries, statistics, retriever }: ArticleSet): Uint8Array {
  const saved: Saved = {
    analysis: analysisOf(),
    words: statistics.vocabulary.words,
    articles: Array.from(entries.values(), ({ id, article, words }) => ({
      id,
      slug: article.slug,
      checksum: checksumOf(article),
      words,
    })),
    retriever: retriever.save(),
  };
  const bytes = serialize(saved);
  return Buffer.concat([Buffer.from(hash('sha256', bytes)), bytes]);
}

/**
 * What was saved, with those of the articles that have not changed since. Undefined when it was
 * damaged, or written by another version.
 */
export async function restoreSet(
  bytes: Uint8Array,
  articles: readonly Article[],
): Promise<Restored | undefined> {
  const checksum = Buffer.from(bytes.subarray(0, checksumChars)).toString('latin1');
  const rest = bytes.subarray(checksumChars);
  if (hash('sha256', rest) !== checksum) return undefined;
  const saved = deserialize(rest) as Saved;
  if (saved.analysis !== analysisOf()) return undefined;
  const vocabulary = new Vocabulary(saved.words);
  const retriever = await restoreMiniSearchRetriever(saved.retriever);
  const set = createArticleSet(vocabulary, retriever);
  const bySlug = new Map(articles.map((article) => [article.slug, article]));
  return { set, restore: restoreInSteps(), savedSize: saved.articles.length };

  function* restoreInSteps(): Steps<undefined> {
    for (const { id, slug, checksum: sum, words } of saved.articles) {
      yield;
      const article = bySlug.get(slug);
      if (article !== undefined && checksumOf(article) === sum) {
        set.restore(id, article, ownWords(words));
      } else {
        retriever.discard(documentOf(id, words, vocabulary));
        set.restore(id, undefined, words);
      }
    }
    return undefined;
  }
}

/** What is deserialized lies within the bytes of the whole file and would keep all of them. */
function ownWords(words: ArticleWords): ArticleWords {
  return {
    ...words,
    words: words.words.slice(),
    counts: words.counts.slice(),
    starts: words.starts.slice(),
    places: words.places.slice(),
    sections: words.sections.slice(),
    sectionLengths: words.sectionLengths.slice(),
    names: words.names.slice(),
    nameStarts: words.nameStarts.slice(),
  };
}

function checksumOf(article: Article): string {
  return hash('sha1', [article.slug, ...textsOf(article).texts].join('\0'));
}

/** Differs when words are taken apart in another way, whatever in the program made it so. */
function analysisOf(): string {
  const vocabulary = new Vocabulary();
  const apart = takeApart(sample, vocabulary, new Map());
  const { words, stems, stemOfWord } = vocabulary;
  return hash('sha1', JSON.stringify([process.version, apart, words, stems, stemOfWord]));
}

const sample: Article = {
  slug: 'guide/sample_page',
  title: 'Out-of-office: Time off, on-call and the IT desk',
  summary: "It’s the team's café; we'll organise colours, analysed in the centre of the catalogue.",
  tags: ['sample'],
  updated: undefined,
  owner: undefined,
  url: undefined,
  source: '',
  redirects: [],
  anchorRule: 'github',
  links: new Map(),
  review: { verified: undefined, reviewBy: undefined, reviewIn: undefined },
  origins: {},
  aliases: ['max_retries', 'maxRetries', 'make.com', 'py3.12', 'C++', '.env'],
  questions: ['How do I sign off a release?'],
  minor: false,
  sections: [
    {
      heading: 'Dead-letter queues',
      level: 2,
      anchor: 'dead-letter-queues',
      blocks: [
        { kind: 'prose', from: 'paragraph', text: '数据库备份和恢复 naïve ﬁle running', code: [] },
      ],
    },
  ],
  path: 'guide/sample_page.md',
  markdown: '',
  fingerprint: '',
};
