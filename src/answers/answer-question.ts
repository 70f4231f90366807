import { sectionIndex, type Article, type Section } from '../content/article.ts';
import { listNearest } from '../text/nearest.ts';
import type { SearchResult } from '../search/article-index.ts';
import type { Hit } from '../search/rank-articles.ts';
import type { Nearness } from './nearness.ts';
import { carriesSubject } from '../analysis/word-lists.ts';
import { tokenize } from '../analysis/tokenize.ts';
import { addMeaning } from './add-meaning.ts';
import type {
  Answer,
  AnswerHit,
  AnswerPage,
  MissingWord,
  Page,
  Passage,
  Question,
  Topic,
} from './answer.ts';
import {
  gatherEvidence,
  keepMeant,
  keepPlausible,
  listMissing,
  nearFrom,
  oddsOf,
} from './certainty.ts';
import { chooseSection, type ChosenSection } from './choose-section.ts';
import { confidenceOf } from './confidence.ts';
import { findOpening, findPassage } from './excerpt.ts';
import { createMarkFinder, type FindMarks } from './find-marks.ts';
import { groupVersions, type VersionedHit } from './group-versions.ts';
import { listTopics, type Library } from './library.ts';
import { soughtWords, type SoughtWords } from './sought-words.ts';

/** What a word of the title counts in choosing a passage. */
const titleShare = 0.5;
const maxTopics = 5;

/**
 * Decides what to say.
 *
 * @param searched what the index finds for the question, where that is known already
 */
export function answerQuestion(
  library: Library,
  question: Question,
  page: Page,
  searched?: SearchResult,
): Answer {
  if (question.tags.length > 0 && !hasWords(question)) return listTagged(library, question, page);
  const found = searched ?? library.index.search(question);
  const hits = addMeaning(library.index, question, found);
  const result = { ...found, hits };
  const { corrections } = result.query;
  const best = hits[0];
  // Who asks for exact words and gets them has been answered.
  const isExact = best !== undefined && question.phrases.some(carriesSubject);
  const articles = hits.map(({ article }) => article);
  const leadsNowhere = !isExact && hits.every(({ confidence }) => confidence < nearFrom);
  const isAnswer = isExact || (!leadsNowhere && answers(library, found));
  const kept = leadsNowhere ? keepMeant(hits) : keepPlausible(hits, isAnswer);
  if (leadsNowhere) {
    const relaxed = answerRelaxed(library, question, page);
    if (relaxed !== undefined) return relaxed;
    if (!hasWords(question)) return { kind: 'empty', question };
    if (kept.length === 0) {
      const topics = nearestTopics(library, question, articles);
      return { kind: 'nothing', question, corrections, topics };
    }
  }
  const versioned = groupVersions(kept);
  const rest = {
    question,
    dropped: undefined,
    page: pageOf(versioned, page, { result, question }),
    corrections,
    missing: isExact ? [] : asWritten(listMissing(result), question),
  };
  if (isAnswer) return { kind: 'found', ...rest };
  const topics = nearestTopics(library, question, articles);
  return { kind: 'suggestion', ...rest, topics };
}

/** Folded words as whoever asks wrote them. */
function asWritten(missing: readonly MissingWord[], { text }: Question): readonly MissingWord[] {
  if (missing.length === 0) return missing;
  const written = new Map(
    tokenize(text).map(({ forms, start, end }) => [forms.word, text.slice(start, end)]),
  );
  return missing.map((each) => ({ ...each, word: written.get(each.word) ?? each.word }));
}

/** Whether what the words put first is an answer. */
function answers({ articles }: Library, found: SearchResult): boolean {
  if (found.isCalled) return true;
  const hits = groupVersions(found.hits);
  const evidence = gatherEvidence({ ...found, hits }, confidenceOf(found), articles.length);
  return evidence !== undefined && oddsOf(evidence) > 0;
}

function hasWords({ words, phrases }: Question): boolean {
  return [words, ...phrases].some((text) => tokenize(text).length > 0);
}

/**
 * What comes nearest when the exact words, or else the topics, are let go of. Undefined when nothing
 * does, or neither was asked for.
 */
function answerRelaxed(library: Library, question: Question, page: Page): Answer | undefined {
  const { words, phrases, tags } = question;
  if (phrases.length === 0 && tags.length === 0) return undefined;
  const dropped = phrases.length > 0 ? 'phrases' : 'tags';
  const relaxed =
    dropped === 'phrases'
      ? { ...question, words: [words, ...phrases].join(' '), phrases: [] }
      : { ...question, tags: [] };
  const answer = answerQuestion(library, relaxed, page);
  switch (answer.kind) {
    case 'found': {
      const shown = answer.page.hits.map(({ article }) => article);
      // Who quotes a whole question means its words.
      const isWhole = dropped === 'phrases' && !carriesSubject(words) && tags.length === 0;
      if (isWhole) return { ...answer, question, dropped };
      const topics = nearestTopics(library, question, shown);
      const { page: offered, corrections, missing } = answer;
      return {
        kind: 'suggestion',
        question,
        dropped,
        page: offered,
        corrections,
        missing,
        topics,
      };
    }
    case 'suggestion':
      return { ...answer, question, dropped: answer.dropped ?? dropped };
    case 'nothing':
    case 'empty':
      return undefined;
  }
}

function listTagged(library: Library, question: Question, page: Page): Answer {
  const tagged = library.index.list(question);
  if (tagged.length === 0) {
    const topics = nearestTopics(library, question, []);
    return { kind: 'nothing', question, corrections: [], topics };
  }
  const hits = tagged
    .slice(page.offset, page.offset + page.limit)
    .map((article) => ({ article, section: undefined, passage: undefined, versions: [] }));
  return {
    kind: 'found',
    question,
    dropped: undefined,
    page: { hits, offset: page.offset, total: tagged.length },
    corrections: [],
    missing: [],
  };
}

function pageOf(
  hits: readonly VersionedHit[],
  { offset, limit }: Page,
  { result, question }: { readonly result: SearchResult; readonly question: Question },
): AnswerPage {
  const sought = soughtWords(result);
  const findMarks = createMarkFinder(sought);
  const shown = hits.slice(offset, offset + limit).map((hit, i): AnswerHit => {
    const { article, versions } = hit;
    const isNamed = result.isCalled && offset + i === 0;
    const chosen = chooseSection(hit, result.query, question, isNamed);
    let passage: { readonly found: Passage | undefined } | undefined;
    return {
      article,
      section: chosen.section,
      versions,
      // Most are listed by name alone.
      get passage() {
        passage ??= {
          found: passageOf(hit, chosen, { sought, nearness: question.nearness, findMarks }),
        };
        return passage.found;
      },
    };
  });
  return { hits: shown, offset, total: hits.length };
}

interface PassageDeps {
  readonly sought: SoughtWords;
  readonly nearness?: Nearness | undefined;
  readonly findMarks: FindMarks;
}

/** All of an article is about its title: a passage that only says so again says little. */
function passageOf(
  { article, bestSection }: Hit,
  { section, isCalled }: ChosenSection,
  { sought: { asked, weights }, nearness, findMarks }: PassageDeps,
): Passage | undefined {
  const title = new Set(tokenize(article.title).flatMap(({ forms }) => forms.stems));
  const besideTitle = new Map(
    [...weights].map(([stem, weight]) => [stem, title.has(stem) ? titleShare * weight : weight]),
  );
  const isTitle = asked.length > 0 && asked.every((stem) => title.has(stem));
  const search = { findMarks, weights: besideTitle, ...placeOf(article, section), isCalled };
  const isOpening = isTitle && section === undefined;
  // The words may stand in its names alone, or nowhere.
  const isSaid = bestSection !== undefined;
  return (
    (isOpening ? findOpening(article.sections, search) : undefined) ??
    (isSaid ? findPassage(article.sections, search) : undefined) ??
    findOpening(sectionsMeant(article, section, nearness), search)
  );
}

/** The sections of an article, with this one from where it comes nearest in meaning to what was asked. */
function sectionsMeant(
  article: Article,
  section: Section | undefined,
  nearness: Nearness | undefined,
): readonly Section[] {
  const { sections } = article;
  const meant = nearness?.get(article.slug);
  const at = section === undefined ? undefined : sectionIndex(article, section);
  if (section === undefined || at === undefined || meant?.section !== at) return sections;
  let words = 0;
  const blocks = section.blocks.filter(({ text }) => {
    words += text.split(/\s+/u).filter(Boolean).length;
    return words > meant.from;
  });
  return blocks.length === 0 ? sections : sections.with(at, { ...section, blocks });
}

/** A section with those below it; all of the article where there is none. */
function placeOf(
  article: Article,
  section: Section | undefined,
): { readonly from: number; readonly end: number | undefined } {
  if (section === undefined) return { from: 0, end: undefined };
  const from = sectionIndex(article, section);
  const end = article.sections.findIndex(({ level }, i) => i > from && level <= section.level);
  return { from, end: end === -1 ? undefined : end };
}

/** The tags of what came nearest, and those spelt like a tag that was asked for. */
function nearestTopics(
  library: Library,
  question: Question,
  articles: readonly Article[],
): readonly Topic[] {
  const topics = listTopics(library.articles);
  const near = new Map<string, number>();
  for (const [rank, article] of articles.slice(0, 5).entries()) {
    for (const tag of article.tags) near.set(tag, (near.get(tag) ?? 0) + 1 / (rank + 1));
  }
  const tags = topics.map(({ tag }) => tag);
  for (const asked of question.tags) {
    const alike = tags.filter((tag) => tag.startsWith(asked) || asked.startsWith(tag));
    for (const tag of [...alike, ...listNearest(asked, tags)]) near.set(tag, 10);
  }
  return topics
    .filter(({ tag }) => near.has(tag))
    .sort((a, b) => (near.get(b.tag) ?? 0) - (near.get(a.tag) ?? 0))
    .slice(0, maxTopics);
}
