import { posix } from 'node:path';
import type { ContentProblem } from '../../src/content/content-problem.ts';
import { problemAt, type ArticleSource } from './article-source.ts';

const minWords = 600;
const maxWords = 1_100;
const minLinks = 2;
const questionCount = 3;
/** A tag on more articles than that hardly narrows a search. */
const maxTagShare = 0.25;

export interface HouseRules {
  readonly tags: readonly string[];
  /** The paths of all articles. */
  readonly paths: ReadonlySet<string>;
}

/** Front matter, length, opening and links as the rules of the shipped articles want them. */
export function checkShape(source: ArticleSource, rules: HouseRules): readonly ContentProblem[] {
  const { article, path } = source;
  const inFrontMatter = [
    article.updated === undefined && 'has no "updated"; add the day of the last real change',
    article.owner === undefined && 'has no "owner"; name who looks after it',
    article.aliases.length === 0 && 'has no "aliases"; add other names that people ask by',
    article.questions.length !== questionCount &&
      `has ${article.questions.length} questions; give the ${questionCount} that it answers`,
    article.tags.length === 0 && 'has no "tags"; take some from the list in README.md',
    ...article.tags.map(
      (tag) => !rules.tags.includes(tag) && `tag "${tag}" is not in the list in README.md`,
    ),
  ];
  const messages = [...inFrontMatter, ...checkBody(source, rules)];
  return messages
    .filter((message) => message !== false)
    .map((message) => problemAt(path, 1, message));
}

export function checkTagShares(sources: readonly ArticleSource[]): readonly ContentProblem[] {
  const counts = new Map<string, number>();
  for (const tag of sources.flatMap(({ article }) => article.tags)) {
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > maxTagShare * sources.length)
    .map(([tag, count]) =>
      problemAt('README.md', 1, `the tag "${tag}" is on ${count} articles; divide it`),
    );
}

function checkBody(source: ArticleSource, { paths }: HouseRules): readonly (string | false)[] {
  const words = countWords(source);
  const links = linkedArticles(source, paths);
  return [
    (words < minWords || words > maxWords) &&
      `has ${words} words without code; write ${minWords} to ${maxWords}`,
    source.prose[0]?.kind !== 'paragraph' && 'must open with a paragraph that answers its subject',
    links.size < minLinks && `links to ${links.size} other articles; link at least ${minLinks}`,
  ];
}

/** Words of headings, text, lists and tables; neither code blocks nor front matter count. */
export function countWords({ prose }: Pick<ArticleSource, 'prose'>): number {
  return prose.flatMap(({ text }) => text.split(/\s+/)).filter((word) => /[\p{L}\p{N}]/u.test(word))
    .length;
}

function linkedArticles(source: ArticleSource, paths: ReadonlySet<string>): ReadonlySet<string> {
  const targets = source.links
    .map((url) => posix.join(posix.dirname(source.path), url.replace(/[?#].*$/s, '')))
    .filter((path) => path !== source.path && paths.has(path));
  return new Set(targets);
}
