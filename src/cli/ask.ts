import type { Answer, Passage } from '../answers/answer.ts';
import { answerText } from '../answers/answer-text.ts';
import { nearFrom } from '../answers/certainty.ts';
import { confidenceIn } from '../answers/confidence.ts';
import { loadArticles } from '../library/load-articles.ts';
import { buildArticleIndex, type SearchResult } from '../search/article-index.ts';
import type { Hit } from '../search/rank-articles.ts';
import type { Form, QueryUnit } from '../search/understand-query.ts';
import type { Io } from './io.ts';

export interface AskCall {
  readonly content: string;
  /** How many articles. */
  readonly limit: number;
  readonly json?: true;
}

/**
 * Prints what would be answered, and for each article what its score is made of and which words of
 * the question it has and lacks: how often (other forms and other names count less, headings twice)
 * and how much a word tells. Returns the exit code.
 */
export async function runAsk(
  question: string,
  { content, limit, json }: AskCall,
  { out }: Pick<Io, 'out'>,
): Promise<number> {
  const { articles, synonyms } = await loadArticles(content);
  const index = buildArticleIndex(articles, { synonyms });
  const page = { offset: 0, limit };
  const answer = answerText({ articles, index }, question, {}, page);
  const result = index.search(answer.question);
  const explained = explain(answer, result);
  out(json ? `${JSON.stringify(explained, undefined, 2)}\n` : describe(explained));
  return answer.kind === 'found' ? 0 : 1;
}

/** In place of the confidence in an article that the question is a name of. */
const byName = 'its own name';

/** What `--json` prints, and the words are made of. */
type Explained = ReturnType<typeof explain>;

function explain(answer: Answer, { hits, isCalled, query }: SearchResult) {
  /** A stem is no word: the shortest word of the library that has it stands for it. */
  const wordOf = (forms: readonly Form[]): string =>
    forms.map(({ text }) => text).sort((a, b) => a.length - b.length)[0] ?? '';
  const page = 'page' in answer ? answer.page : undefined;
  const confidenceOf = confidenceIn(query);
  const others = query.units.flatMap((unit) =>
    unit.names
      .slice(1)
      .map(({ forms }) => ({ also: forms.map(wordOf).join(' '), typed: typedIn(unit) })),
  );
  return {
    kind: answer.kind,
    question: answer.question.text,
    total: page?.total ?? 0,
    corrections: 'corrections' in answer ? answer.corrections : [],
    alsoLookedFor: Array.from(
      // "roll" and "back" have one other name together.
      Map.groupBy(others, ({ also }) => also),
      ([also, asked]) => `${also} for ${asked.map(({ typed }) => typed).join(' ')}`,
    ),
    hits: (page?.hits ?? []).map(({ article, section, passage }) => {
      const hit = hits.find((other) => other.article === article);
      return {
        slug: article.slug,
        title: article.title,
        section: section?.heading,
        passage: passage === undefined ? undefined : textOf(passage),
        /** Undefined for what is listed without having been searched for: a topic's articles. */
        confidence: hit && (isCalled && hit === hits[0] ? byName : round(confidenceOf(hit))),
        score: hit && scoreOf(hit),
        /** How often each thing that was asked for counts in the article, what tells most first. */
        words: query.units
          .map((unit, i) => ({ unit, count: round(hit?.counts[i] ?? 0) }))
          .filter(({ unit }) => unit.isTelling)
          .map(({ unit, count }) => ({
            word: typedIn(unit),
            weight: round(unit.frequencyWeight),
            count,
          }))
          .sort((a, b) => b.weight - a.weight),
      };
    }),
    topics: 'topics' in answer ? answer.topics.map(({ tag }) => tag) : [],
  };
}

function typedIn({ typed }: QueryUnit): string {
  return [...typed].join('/');
}

function scoreOf({ score, parts }: Hit): Record<string, number> {
  const all = Object.entries({ score, ...parts });
  return Object.fromEntries(all.map(([key, value]) => [key, round(value)]));
}

function textOf({ parts }: Passage): string {
  return parts
    .map(({ kind, pieces }) => {
      const text = pieces.map((piece) => (piece.matched ? `*${piece.text}*` : piece.text)).join('');
      return kind === 'item' ? `- ${text}` : text;
    })
    .join('\n');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const verdicts: Readonly<Record<Answer['kind'], string>> = {
  found: 'Found',
  suggestion: 'Nothing answers it; nearest',
  nothing: 'Nothing in the library has to do with it',
  empty: "There's nothing to search for in it",
};

const scale = ` (worth showing from ${nearFrom} on)`;

function describe(explained: Explained): string {
  const { kind, question, total, corrections, alsoLookedFor, hits, topics } = explained;
  const shown = total > hits.length ? ` (${hits.length} of ${total})` : '';
  const lines = [`You asked: ${question}`, `${verdicts[kind]}${shown}.`];
  for (const { typed, corrected } of corrections) lines.push(`Taken for ${corrected}: ${typed}`);
  if (alsoLookedFor.length > 0) lines.push(`Also looked for: ${alsoLookedFor.join(', ')}`);
  for (const [rank, hit] of hits.entries()) lines.push('', ...describeHit(hit, rank + 1));
  if (topics.length > 0) lines.push('', `Nearest topics: ${topics.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function describeHit(hit: Explained['hits'][number], rank: number): string[] {
  const { slug, title, section, passage, confidence, score, words } = hit;
  const lines = [`${rank}. ${title}${section === undefined ? '' : ` › ${section}`}   [${slug}]`];
  if (passage !== undefined) lines.push(`   ${passage.replaceAll('\n', '\n   ')}`);
  if (confidence === byName) lines.push('   the question is one of its names');
  else if (confidence !== undefined) lines.push(`   confidence ${confidence}${scale}`);
  if (score !== undefined) {
    const { score: sum = 0, ...parts } = score;
    const named = Object.entries(parts).map(([part, value]) => `${part} ${value}`);
    lines.push(`   score ${sum} = ${named.join(' + ')}`);
    const has = words
      .filter(({ count }) => count > 0)
      .map(({ word, weight, count }) => `${word} ×${count} (weight ${weight})`);
    const lacks = words
      .filter(({ count }) => count === 0)
      .map(({ word, weight }) => `${word} (weight ${weight})`);
    if (has.length > 0) lines.push(`   has ${has.join(', ')}`);
    if (lacks.length > 0) lines.push(`   lacks ${lacks.join(', ')}`);
  }
  return lines;
}
