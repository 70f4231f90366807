import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { aliasesRefused, toPlainValues } from '../../src/content/front-matter/read-yaml.ts';
import { QuestionSetError, type JudgedQuestion } from './question-set.ts';

const rowsSchema = z.array(
  z.strictObject({
    question: z.string().trim().min(1),
    articles: z.array(z.string()),
    kind: z.string().optional(),
  }),
);

/**
 * Loads questions about a library from a `.tsv` file (question, slugs with the best first or `-`,
 * kind; lines with `#` are comments) or a `.yml` file (a list of `question`, `articles`, `kind`).
 * @throws {QuestionSetError} when the file is missing, not of that form, or names no such article.
 */
export async function loadQuestions(
  path: string,
  slugs: ReadonlySet<string>,
): Promise<JudgedQuestion[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new QuestionSetError(`${path}: cannot be read`, { cause });
  }
  const rows = /\.ya?ml$/.test(path) ? parseYaml(text, path) : parseTable(text, path);
  for (const { articles, where } of rows) {
    const unknown = articles.find((slug) => !slugs.has(slug));
    if (unknown !== undefined) {
      throw new QuestionSetError(`${where}: there is no article with the slug "${unknown}"`);
    }
  }
  return rows.map(({ question, articles, kind }) => ({
    text: question,
    kind: kind ?? (articles.length === 0 ? 'none' : 'question'),
    relevance: new Map(articles.map((slug) => [slug, 1])),
    sources: new Set(),
  }));
}

interface Row {
  readonly question: string;
  readonly articles: readonly string[];
  readonly kind?: string | undefined;
  readonly where: string;
}

function parseTable(text: string, path: string): Row[] {
  return text.split(/\r?\n/).flatMap((line, index): Row[] => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const where = `${path}:${index + 1}`;
    const [question, slugs, kind] = line.split('\t');
    if (question === undefined || slugs === undefined) {
      throw new QuestionSetError(`${where}: write question, slugs and kind with tabs between`);
    }
    const articles = slugs.trim() === '-' ? [] : slugs.trim().split(/\s+/);
    return [{ question, articles, kind: kind?.trim(), where }];
  });
}

function parseYaml(text: string, path: string): Row[] {
  const document = parseDocument(text, { stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) throw new QuestionSetError(`${path}: ${error.message}`);
  const values = toPlainValues(document);
  if (values === undefined) throw new QuestionSetError(`${path}: ${aliasesRefused}`);
  const parsed = rowsSchema.safeParse(values);
  if (!parsed.success) throw new QuestionSetError(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data.map((row, index) => ({ ...row, where: `${path}, question ${index + 1}` }));
}
