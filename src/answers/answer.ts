import type { Article, Section } from '../content/article.ts';
import type { Nearness } from './nearness.ts';

/** What a person asked, parsed once. `parse-question.ts` makes it. */
export interface Question {
  /** The person's words, white space collapsed, cut at `maxQuestionChars`. Shown back, never trusted. */
  readonly text: string;
  /** What is left to search for when tags, phrases and exclusions are taken out. */
  readonly words: string;
  /** Only articles that carry all of these; lower case, without `#`. */
  readonly tags: readonly string[];
  /** Must stand in the article as typed. */
  readonly phrases: readonly string[];
  /** Must not stand in the article. */
  readonly excluded: readonly string[];
  /** True when the person asked for the words exactly as typed: nothing is corrected. */
  readonly literal: boolean;
  /** The sentence that it was a part of: helps to order what is found, and asks for nothing. */
  readonly beside?: string | undefined;
  /** What it means beside the articles, where that is known. */
  readonly nearness?: Nearness | undefined;
}

/** A run of a passage in one style. */
export interface PassagePiece {
  readonly text: string;
  /** A word of the question, in any of its forms. */
  readonly matched: boolean;
  /** Inline or block code. */
  readonly code: boolean;
}

/**
 * A block of an article or a heading, or a stretch of one, as it is quoted: its pieces, joined, are a
 * substring of the block (of a table's row as `readTableRows` gives it), but for a piece that is `…` alone in
 * front, or with white space before it behind, where something was left out.
 */
export interface PassagePart {
  /** Sentences or a row of a table; an item of a list; lines of a code block; a section's heading. */
  readonly kind: 'text' | 'item' | 'code' | 'heading';
  readonly pieces: readonly PassagePiece[];
}

/**
 * The part of an article that answers best, in the article's order: a paragraph, with the list or the
 * code block that it leads into, and what its section says first and next. Never empty.
 */
export interface Passage {
  readonly parts: readonly PassagePart[];
}

export interface AnswerHit {
  readonly article: Article;
  /** The section that matched best, when it says more than the article as a whole. */
  readonly section: Section | undefined;
  readonly passage: Passage | undefined;
  /** Other copies of the article, such as older versions of a page, the newest first. */
  readonly versions: readonly Article[];
}

/** A telling word of the question that is missing where it was looked for. */
export interface MissingWord {
  /** As typed, in lower case. */
  readonly word: string;
  /** No article has it, or the first hit does not though others do. */
  readonly from: 'library' | 'first';
}

/** A word that is not in the library and the one that was searched for in its place. */
export interface Correction {
  readonly typed: string;
  readonly corrected: string;
}

/** A tag and how many articles carry it. */
export interface Topic {
  readonly tag: string;
  readonly count: number;
}

/** The part of the hits that is wanted, counted from 0. */
export interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** One page of ranked hits. */
export interface AnswerPage {
  readonly hits: readonly AnswerHit[];
  /** Rank of the first hit on this page, counted from 0. */
  readonly offset: number;
  /** How many hits there are on all pages. */
  readonly total: number;
}

/** What we decide to say about a question. */
export type Answer =
  /** These articles answer it. What is far behind the first is not among them. */
  | {
      readonly kind: 'found';
      readonly question: Question;
      /** A question that was quoted as a whole and stands nowhere so is answered by its words. */
      readonly dropped: 'phrases' | undefined;
      readonly page: AnswerPage;
      readonly corrections: readonly Correction[];
      /** What tells most first; empty for most answers. */
      readonly missing: readonly MissingWord[];
    }
  /** Nothing answers it; these come nearest and are offered as no more than that. */
  | {
      readonly kind: 'suggestion';
      readonly question: Question;
      /** What was asked for and had to be let go of to find these: the topics, or the exact words. */
      readonly dropped: 'tags' | 'phrases' | undefined;
      readonly page: AnswerPage;
      readonly corrections: readonly Correction[];
      /** What tells most first. */
      readonly missing: readonly MissingWord[];
      readonly topics: readonly Topic[];
    }
  /** Nothing in the library has to do with it. */
  | {
      readonly kind: 'nothing';
      readonly question: Question;
      /** Nearest spellings that exist in the library though they led to no answer either. */
      readonly corrections: readonly Correction[];
      /** Those that have to do with the question, nearest first; at most five. */
      readonly topics: readonly Topic[];
    }
  /** There was nothing to search for: no words, only signs or white space. */
  | { readonly kind: 'empty'; readonly question: Question };

/** What it shows, the article that leads first. */
export function articlesOf(answer: Answer): readonly Article[] {
  return 'page' in answer ? answer.page.hits.map(({ article }) => article) : [];
}
