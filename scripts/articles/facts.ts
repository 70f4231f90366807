import { parse } from 'yaml';
import { z } from 'zod';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ArticleSource } from './article-source.ts';

const factsSchema = z.array(
  z.strictObject({
    fact: z.string().min(1),
    where: z.string().min(1),
    checked: z.iso.date(),
    /** For each article, by its slug, the words that it must contain. */
    in: z.record(z.string(), z.array(z.string().min(1)).min(1)),
  }),
);

export type Fact = z.infer<typeof factsSchema>[number];

/** @throws when the text is no list of facts. */
export function parseFacts(text: string): readonly Fact[] {
  return factsSchema.parse(parse(text, { schema: 'core' }));
}

/** The facts that were checked more than `months` before the day, oldest first. */
export function listOldFacts(facts: readonly Fact[], today: string, months: number): Fact[] {
  const limit = new Date(today);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return facts
    .filter(({ checked }) => new Date(checked) < limit)
    .toSorted((a, b) => a.checked.localeCompare(b.checked));
}

// A product and the version it is named with: "FastAPI 0.137", "PostgreSQL 18", "setup-uv@v10.4.0".
const version =
  /\b(?:FastAPI|Starlette|Pydantic|SQLAlchemy|Alembic|psycopg|PostgreSQL|Redis|Celery|RQ|Dramatiq|ARQ|MongoDB|n8n|Node|Debian|Python|sentry-sdk`?|RFC|Airbyte|Docker)[ @]v?\d+(?:\.\d+)*|\b(?:postgres|python):\d[\w.-]*|[\w-]+@v\d+(?:\.\d+)*/g;
// The generation that our code is written for; the README names it, and it does not age in a year.
const generation = /^(?:SQLAlchemy 2|Pydantic 2|psycopg 3)$/;
const promise = /check the current [a-z ]*page/i;

/** Articles and the table of facts must say the same, and neither may lack what the other has. */
export function checkFacts(
  sources: readonly ArticleSource[],
  facts: readonly Fact[],
): readonly ContentProblem[] {
  const known = new Set(sources.map(({ article }) => article.slug));
  const nowhere = facts.flatMap(({ fact, in: places }) =>
    Object.keys(places)
      .filter((slug) => !known.has(slug))
      .map((slug) => problemAt('facts.yml', 1, `"${fact}" names "${slug}", which is no article`)),
  );
  return [...nowhere, ...sources.flatMap((source) => checkArticle(source, facts))];
}

function checkArticle(source: ArticleSource, facts: readonly Fact[]): readonly ContentProblem[] {
  const own = facts.filter(({ in: places }) => places[source.article.slug] !== undefined);
  const words = own.flatMap(({ fact, in: places }) =>
    (places[source.article.slug] ?? []).map((word) => ({ fact, word })),
  );
  const text = source.lines.join('\n');
  const plain = flatten(text);
  const missing = words
    .filter(({ word }) => !plain.includes(flatten(word)))
    .map(({ fact, word }) =>
      problemAt(
        source.path,
        1,
        `does not say "${word}", by facts.yml ("${fact}"); mend one of them`,
      ),
    );
  const unlisted = [...text.matchAll(version)]
    .filter(([found]) => !generation.test(found))
    .filter(([found]) => !words.some(({ word }) => word.includes(found)))
    .map((match) =>
      problemAt(
        source.path,
        text.slice(0, match.index).split('\n').length,
        `names "${match[0]}", which facts.yml has not; add where and when it was checked`,
      ),
    );
  const unkept =
    own.length === 0 && promise.test(text)
      ? [problemAt(source.path, 1, 'sends readers to a current page; add the fact to facts.yml')]
      : [];
  return [...missing, ...unlisted, ...unkept];
}

function flatten(text: string): string {
  return text.replace(/\s+/g, ' ');
}
