import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Article, Section } from '../../src/content/article.ts';
import { QuestionSetError, type QuestionSet } from './question-set.ts';

const documentSchema = z.object({
  id: z.string(),
  title: z.string().default(''),
  desc: z.string().default(''),
  headings: z.string().default(''),
  text: z.string().default(''),
});
const querySchema = z.object({
  id: z.string(),
  text: z.string(),
  sources: z.array(z.string()).default([]),
});

/**
 * Loads a test collection: `docs.jsonl`, `queries.jsonl` and `qrels.tsv` (query, document, grade).
 * @throws {QuestionSetError} when a file is missing or a line is not what it should be.
 */
export async function loadCollection(dir: string): Promise<QuestionSet> {
  const documents = await readLines(join(dir, 'docs.jsonl'), (line) =>
    documentSchema.parse(JSON.parse(line)),
  );
  const queries = await readLines(join(dir, 'queries.jsonl'), (line) =>
    querySchema.parse(JSON.parse(line)),
  );
  const judgements = await readLines(join(dir, 'qrels.tsv'), parseJudgement);
  const slugOf = chooseSlugs(documents.map(({ id }) => id));
  const relevance = new Map<string, Map<string, number>>();
  for (const { query, document, grade } of judgements) {
    const grades = relevance.get(query) ?? new Map<string, number>();
    relevance.set(query, grades.set(slugOf(document), grade));
  }
  return {
    name: basename(resolve(dir)),
    library: basename(resolve(dir)),
    isPlain: true,
    articles: documents.map((document) => toArticle(document, slugOf(document.id))),
    synonyms: [],
    questions: queries.map(({ id, text, sources }) => ({
      text,
      kind: 'query',
      relevance: relevance.get(id) ?? new Map<string, number>(),
      sources: new Set(sources.map(slugOf)),
    })),
  };
}

/** A file's slug is its path without the extension, as in a real library, when that is unique. */
function chooseSlugs(ids: readonly string[]): (id: string) => string {
  const withoutExtension = (id: string): string => id.replace(/\.(md|mdx|rst|html?|txt)$/, '');
  const isUnique = new Set(ids.map(withoutExtension)).size === ids.length;
  return isUnique ? withoutExtension : (id) => id;
}

function parseJudgement(line: string): { query: string; document: string; grade: number } {
  const [query, document, grade] = line.split('\t');
  if (query === undefined || document === undefined || !Number.isFinite(Number(grade))) {
    throw new Error('expected query, document and grade between tabs');
  }
  return { query, document, grade: Number(grade) };
}

async function readLines<T>(path: string, parse: (line: string) => T): Promise<T[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new QuestionSetError(`${path}: cannot be read`, { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [parse(line)];
    } catch (cause) {
      throw new QuestionSetError(`${path}:${index + 1}: not a line of such a file`, { cause });
    }
  });
}

function toArticle(document: z.infer<typeof documentSchema>, slug: string): Article {
  const { id, title, desc, headings, text } = document;
  return {
    slug,
    title,
    summary: desc,
    tags: [],
    updated: undefined,
    owner: undefined,
    url: undefined,
    source: '',
    aliases: [],
    redirects: [],
    anchorRule: 'github',
    links: new Map(),
    review: { verified: undefined, reviewBy: undefined, reviewIn: undefined },
    origins: {},
    questions: [],
    minor: false,
    sections: toSections(text, headings.split('\n')),
    path: id,
    markdown: text,
    fingerprint: '',
  };
}

/** The headings stand in the text too, each on a line of its own, in the same order. */
function toSections(text: string, headings: readonly string[]): Section[] {
  const sections: { heading: string; lines: string[] }[] = [{ heading: '', lines: [] }];
  const left = headings.map((heading) => heading.trim()).filter((heading) => heading !== '');
  for (const line of text.split('\n')) {
    const index = left.indexOf(line.trim());
    // A heading or two may not have made it into the text; a later one is no heading here.
    if (index >= 0 && index < 3) {
      left.splice(0, index + 1);
      sections.push({ heading: line.trim(), lines: [] });
    } else {
      sections.at(-1)?.lines.push(line);
    }
  }
  return sections.map(({ heading, lines }, index) => ({
    heading,
    level: index === 0 ? 0 : 2,
    anchor: index === 0 ? '' : `section-${index}`,
    blocks: [{ kind: 'prose', from: 'paragraph', text: lines.join('\n'), code: [] }],
  }));
}
