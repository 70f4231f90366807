import { align } from './align.ts';
import { hasAnswer, summarize, type QuestionResult, type Summary } from './evaluate.ts';
import type { SavedResults } from './saved-results.ts';

/** What came out for one set. */
export interface SetResults {
  readonly name: string;
  readonly articles: number;
  readonly guidepost: readonly QuestionResult[];
  readonly miniSearch: readonly QuestionResult[];
  /** Guidepost again, with what questions mean; there when that was asked for. */
  readonly meant?: readonly QuestionResult[];
}

const worstShown = 10;

/** The results as data, for other programs. */
export function toJson(sets: readonly SetResults[], last: SavedResults): unknown {
  return {
    sets: sets.map(({ name, articles, guidepost, miniSearch, meant }) => ({
      name,
      articles,
      guidepost: { ...summarize(guidepost), ...timing(guidepost) },
      kinds: Object.fromEntries(
        kindsOf(guidepost).map(([kind, results]) => [kind, summarize(results)]),
      ),
      miniSearch: { ...summarize(miniSearch), ...timing(miniSearch) },
      ...(meant && { semantic: { ...summarize(meant), ...timing(meant) } }),
      lastNdcg: last[name],
    })),
    mean: meanNdcg(sets, ({ guidepost }) => guidepost),
    meanMiniSearch: meanNdcg(sets, ({ miniSearch }) => miniSearch),
    worst: worstOf(sets).map(({ set, result }) => ({
      set,
      question: result.question.text,
      score: result.score,
      wanted: wantedOf(result),
      ranked: result.ranked,
      isAnswer: result.isAnswer,
    })),
  };
}

/** The results as a table and the questions that did worst, for people. */
export function toText(sets: readonly SetResults[], last: SavedResults): string {
  const rows = sets.flatMap(({ name, guidepost, miniSearch }) => {
    const kinds = kindsOf(guidepost);
    const baselines = new Map(kindsOf(miniSearch));
    const rowOf = (label: string, kind?: string): string[] => {
      const results = kind === undefined ? guidepost : (new Map(kinds).get(kind) ?? []);
      const baseline = kind === undefined ? miniSearch : (baselines.get(kind) ?? []);
      return toRow(
        label,
        summarize(results),
        kind === undefined ? last[name] : undefined,
        baseline,
      );
    };
    const perKind = kinds.length < 2 ? [] : kinds.map(([kind]) => rowOf(`  ${kind}`, kind));
    return [rowOf(name), ...perKind];
  });
  const mean = meanNdcg(sets, ({ guidepost }) => guidepost);
  const baseline = meanNdcg(sets, ({ miniSearch }) => miniSearch);
  const speed = sets.map(({ name, articles, guidepost, miniSearch }) => {
    const ours = timing(guidepost);
    const theirs = timing(miniSearch);
    return [name, String(articles), ...[ours.p50, ours.p99, theirs.p50, theirs.p99].map(fixed2)];
  });
  return [
    align([header, ...rows]),
    `Mean nDCG@10 over ${sets.length} ${sets.length === 1 ? 'set' : 'sets'}: ${fixed(mean)} (MiniSearch, defaults: ${fixed(baseline)})`,
    legend,
    align([speedHeader, ...speed]),
    ...listOf('Worst', worstOf(sets)),
    ...listOf('Told that nothing answers, though the right article was found', refusedOf(sets)),
  ].join('\n\n');
}

/** By words alone and with what is meant, side by side. */
export function toSemanticText(sets: readonly SetResults[]): string {
  const rows = sets.flatMap(({ name, guidepost, meant = [] }) => {
    const on = new Map(kindsOf(meant));
    const kinds = kindsOf(guidepost);
    return [
      toSemanticRow(name, guidepost, meant),
      ...(kinds.length < 2
        ? []
        : kinds.map(([kind, off]) => toSemanticRow(`  ${kind}`, off, on.get(kind) ?? []))),
    ];
  });
  const measures = ['nDCG@10', 'first', 'in 3', 'refused', 'told', 'ms p50'];
  const semanticHeader = ['off, on', 'questions', ...measures.flatMap((each) => [each, ''])];
  return align([semanticHeader, ...rows]);
}

function toSemanticRow(
  label: string,
  off: readonly QuestionResult[],
  on: readonly QuestionResult[],
): string[] {
  const cells = [off, on].map((results) => {
    const { ndcg, success1, success3, refused, told } = summarize(results);
    const ranks = refused === undefined ? ['', '', ''] : [ndcg, success1, success3].map(fixed);
    const decided = [refused, told].map((share) => (share === undefined ? '' : fixed(share)));
    return [...ranks, ...decided, fixed2(timing(results).p50)];
  });
  const [offCells = [], onCells = []] = cells;
  return [label, String(off.length), ...offCells.flatMap((cell, i) => [cell, onCells[i] ?? ''])];
}

const legend = `first, in 3: an article that answers came first, or among the first three
refused: share of the questions with an answer that were told that nothing answers
told: share of the questions without an answer that were told so
MiniSearch: its nDCG@10, with its defaults; last: the change since the last run`;

const header = [
  ...['set', 'questions', 'nDCG@10', 'last', 'MRR@10', 'recall@10', 'first', 'in 3'],
  ...['refused', 'told', 'MiniSearch'],
];
const speedHeader = ['set', 'articles', 'ms p50', 'p99', 'MiniSearch p50', 'p99'];

function toRow(
  label: string,
  summary: Summary,
  last: number | undefined,
  baseline: readonly QuestionResult[],
): string[] {
  const isRanked = summary.refused !== undefined;
  const { ndcg, reciprocalRank, recall, success1, success3, refused, told } = summary;
  return [
    label,
    String(summary.questions),
    isRanked ? fixed(ndcg) : '',
    last === undefined ? '' : signed(ndcg - last),
    ...[reciprocalRank, recall, success1, success3].map((value) => (isRanked ? fixed(value) : '')),
    refused === undefined ? '' : fixed(refused),
    told === undefined ? '' : fixed(told),
    isRanked ? fixed(summarize(baseline).ndcg) : '',
  ];
}

function kindsOf(results: readonly QuestionResult[]): [string, QuestionResult[]][] {
  return [...Map.groupBy(results, ({ question }) => question.kind)];
}

function meanNdcg(
  sets: readonly SetResults[],
  pick: (set: SetResults) => readonly QuestionResult[],
): number {
  return sets.reduce((sum, set) => sum + summarize(pick(set)).ndcg, 0) / Math.max(1, sets.length);
}

function timing(results: readonly QuestionResult[]): { p50: number; p99: number } {
  const sorted = results.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

interface Worst {
  readonly set: string;
  readonly result: QuestionResult;
}

function worstOf(sets: readonly SetResults[]): Worst[] {
  return sets
    .flatMap(({ name, guidepost }) => guidepost.map((result) => ({ set: name, result })))
    .filter(({ result }) => result.score < 1)
    .sort((a, b) => a.result.score - b.result.score)
    .slice(0, worstShown);
}

/** Refused, though the ranking is right; those whose ranking is not are among the worst. */
function refusedOf(sets: readonly SetResults[]): Worst[] {
  return sets
    .flatMap(({ name, guidepost }) => guidepost.map((result) => ({ set: name, result })))
    .filter(({ result }) => !result.isAnswer && hasAnswer(result.question) && result.score === 1)
    .slice(0, worstShown);
}

function listOf(heading: string, worst: readonly Worst[]): string[] {
  return worst.length === 0 ? [] : [`${heading}:\n${worst.map(describeWorst).join('\n')}`];
}

function describeWorst({ set, result }: Worst): string {
  const { question, ranked, score } = result;
  const text = question.text.length > 100 ? `${question.text.slice(0, 99)}…` : question.text;
  const got = ranked.slice(0, 3).join(', ');
  return `  ${fixed(score)}  ${set}: ${text}\n         wanted ${wantedOf(result)}; got ${got || 'nothing'}`;
}

function wantedOf({ question }: QuestionResult): string {
  if (!hasAnswer(question)) return 'to be told that nothing answers';
  return [...question.relevance.keys()].slice(0, 3).join(', ');
}

function fixed(value: number): string {
  return value.toFixed(3);
}

function fixed2(value: number): string {
  return value.toFixed(2);
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}
