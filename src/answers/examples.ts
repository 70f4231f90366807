import { foldedWords } from '../analysis/tokenize.ts';
import type { Article } from '../content/article.ts';
import { answerText } from './answer-text.ts';
import { articlesOf } from './answer.ts';
import type { Library } from './library.ts';
import { mayTell } from './telling-words.ts';

const exampleCount = 3;
/** What fits on a button. */
const maxExampleChars = 75;
/** So many are asked in a row before one place is given up. */
const maxAsked = 6;

/** As people ask; nothing that only code, a name or a list of things has is in it. */
const asksPattern =
  /^(?:(?:how|what|why|(?:when|where|which|who) to) [\p{L}\p{N} ,.'’-]+|[\p{L}\p{N} ,.'’-]+\?)$/iu;
/** Where it stands says what is meant. */
const pointsPattern =
  /\b(?:this|that|these|those|it|its|they|them|here|there|above|below|next|following)\b/i;

/** Each kind of text to ask for an article by, the best first; undefined where it has none. */
const kinds: readonly ((article: Article) => string | undefined)[] = [
  ({ questions }) => questions.find(isAsked),
  ({ title, sections }) =>
    [title, ...sections.map(({ heading }) => heading)].find(
      (text) => asksPattern.test(text) && !pointsPattern.test(text) && isPhrase(text),
    ),
  ({ title }) => (isPhrase(title) ? title : undefined),
  // The name of a file is hardly what people ask.
  ({ title, origins }) => (origins.title === "the file's name" ? undefined : title),
  ({ title }) => title,
];

/** A word alone is a channel to ask in, or a subject. */
function isAsked(text: string): boolean {
  return text.includes(' ');
}

/** As people speak: words that name something, and small ones between them. */
function isPhrase(text: string): boolean {
  const words = foldedWords(text);
  const telling = words.filter(mayTell).length;
  return telling >= 2 && telling < words.length;
}

const known = new WeakMap<readonly Article[], readonly string[]>();

/**
 * Three questions to begin with, from all over the library and always the same ones: those that articles
 * say they answer, else what is put as a question there, else names. Each is answered by its own article.
 */
export function pickExamples(library: Library): readonly string[] {
  const { articles } = library;
  const picked = known.get(articles) ?? choose(library);
  known.set(articles, picked);
  return picked;
}

function choose(library: Library): readonly string[] {
  const picked = new Map<Article, string>();
  for (const kind of kinds) {
    if (picked.size > 0 && kind === kinds.at(-1)) break;
    const all = library.articles.flatMap((article) => {
      const text = kind(article);
      const isFit = text !== undefined && text.length <= maxExampleChars && !picked.has(article);
      return isFit ? [{ article, text }] : [];
    });
    const wanted = exampleCount - picked.size;
    const step = Math.max(1, Math.floor(all.length / wanted));
    for (let place = 0; place < wanted; place += 1) {
      const last = place === wanted - 1 ? all.length : (place + 1) * step;
      const near = all.slice(place * step, Math.min(last, place * step + maxAsked));
      const found = near.find(({ article, text }) => isAnsweredBy(library, text, article));
      if (found !== undefined) picked.set(found.article, found.text);
    }
    if (picked.size === exampleCount) break;
  }
  return [...picked.values()];
}

function isAnsweredBy(library: Library, text: string, article: Article): boolean {
  const answer = answerText(library, text, {}, { offset: 0, limit: 1 });
  return answer.kind === 'found' && articlesOf(answer)[0] === article;
}
