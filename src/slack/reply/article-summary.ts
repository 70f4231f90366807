import type { KnownBlock, RichTextBlockElement } from '@slack/types';
import type { AnswerHit, Passage, PassagePart } from '../../answers/answer.ts';
import type { Article, Owner, Section } from '../../content/article.ts';
import { cutText, renderAge } from './words.ts';
import type { LinkTo } from './article-links.ts';
import {
  bullets,
  link,
  type Part,
  paragraph,
  preformatted,
  present,
  quiet,
  quote,
  richText,
  say,
  text,
} from './rich-text.ts';

/** What a message needs to know about the world to show an article. */
export interface ArticleContext {
  readonly now: Date;
  readonly linkTo: LinkTo;
  /** By Slack user id; an owner whose name is not known goes unnamed. */
  readonly ownerNames: ReadonlyMap<string, string>;
  /** The day by which somebody should have looked at it again; undefined when none has passed. */
  readonly reviewWasDue: (article: Article) => string | undefined;
  /** The slash command people type. */
  readonly command: string;
}

/** What a message about these articles needs to know. */
export type ContextFor = (articles: readonly Article[]) => Promise<ArticleContext>;

export interface ContextDeps extends Omit<ArticleContext, 'now' | 'ownerNames'> {
  readonly workspace: {
    readonly ownerNames: (articles: readonly Article[]) => Promise<ArticleContext['ownerNames']>;
  };
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export function createContextFor({ workspace, now, ...known }: ContextDeps): ContextFor {
  const { linkTo, reviewWasDue, command } = known;
  return async (articles) => {
    const ownerNames = await workspace.ownerNames(articles);
    return { now: new Date(now()), linkTo, reviewWasDue, command, ownerNames };
  };
}

const maxTitleChars = 150;
const maxHeadingChars = 100;
const maxSummaryChars = 250;
const maxPartChars = 600;
const maxTagChars = 30;
const maxTags = 3;
const maxOwnerChars = 60;
const maxItems = 20;

export interface LeadOptions {
  /** How old it is was asked for: said of a new article too. */
  readonly showsAge?: boolean;
  /** Added to the quiet line. */
  readonly note?: string;
}

/** One article at large: title with its section, the passage that answers, and one quiet line. */
export function renderLead(
  { article, section, passage, versions }: AnswerHit,
  view: ArticleContext,
  { showsAge = false, note = '' }: LeadOptions = {},
): readonly KnownBlock[] {
  const tags = article.tags.slice(0, maxTags).map((tag) => cutText(tag, maxTagChars));
  const body = renderBody(article, passage);
  return present<KnownBlock>(
    richText(renderName({ article, section }, view, bold)),
    // Slack refuses a block with nothing in it.
    body.length > 0 && richText(...body),
    quiet(
      nameOwner(article, view),
      tags.join(', '),
      (showsAge || isOld(article, view.now)) && describeAge(article, view.now),
      describeReview(article, view),
      versions.length > 0 && `newest of ${versions.length + 1} versions`,
      note,
    ),
  );
}

const bold = { bold: true } as const;

/**
 * What an article is called, linked.
 * @param style bold where more stands behind it: a colour alone does not tell a link from text
 */
export function renderName(
  { article, section }: Pick<AnswerHit, 'article'> & Partial<AnswerHit>,
  view: Pick<ArticleContext, 'linkTo'>,
  style?: { readonly bold: true },
): Part {
  return link(nameHit(article, section), view.linkTo(article, section), style);
}

/** An article in a line of a list: its name, what it is, and what else is to be said of it. */
export function renderLine(
  article: Article,
  view: Pick<ArticleContext, 'linkTo'>,
  notes: readonly (string | undefined)[] = [],
): Part {
  const said = notes.filter((note) => note).join(' · ');
  const behind = text(said && `  ${said}`, { italic: true });
  return say`${renderName({ article }, view, bold)}  ${summaryOf(article)}${behind}`;
}

/** `Title › Section`, and nothing twice. */
export function nameHit(article: Article, section: Section | undefined): string {
  const heading = section?.heading ?? '';
  const isTitle = heading.toLowerCase() === article.title.toLowerCase();
  return (
    titleOf(article) + (heading === '' || isTitle ? '' : ` › ${cutText(heading, maxHeadingChars)}`)
  );
}

/** The summary goes first where the passage does not say what the article is. */
function renderBody(article: Article, passage: Passage | undefined): RichTextBlockElement[] {
  const parts = passage?.parts ?? [];
  const saysWhat = parts.some(({ kind }) => kind === 'text');
  return [
    ...(saysWhat ? [] : [paragraph(text(summaryOf(article)))]),
    ...renderParts(parts.slice(0, maxItems)),
  ].filter((element) => element.elements.length > 0);
}

/** Items that follow one another are one list. The bar beside them says that they are quoted. */
function renderParts(parts: readonly PassagePart[]): RichTextBlockElement[] {
  const elements: RichTextBlockElement[] = [];
  for (const part of parts) {
    const words = part.pieces.map((piece) => piece.text).join('');
    const last = elements.at(-1);
    if (part.kind === 'code') {
      elements.push({ ...preformatted(cutText(words, maxPartChars)), border: 1 });
    } else if (part.kind === 'heading') {
      elements.push(quote(text(words, bold)));
    } else if (part.kind !== 'item') {
      elements.push(quote(renderPieces(part)));
    } else if (last?.type === 'rich_text_list') {
      last.elements.push(paragraph(renderPieces(part)));
    } else {
      elements.push({ ...bullets([renderPieces(part)]), border: 1 });
    }
  }
  return elements;
}

function renderPieces({ pieces }: PassagePart): Part {
  let left = maxPartChars;
  return pieces.flatMap((piece) => {
    const shown = left > 0 ? cutText(piece.text, left) : '';
    left -= piece.text.length;
    return text(shown, {
      ...(piece.matched && { bold: true as const }),
      ...(piece.code && { code: true as const }),
    });
  });
}

/** An article on its own, as no answer to anything. */
export function bareHit(article: Article): AnswerHit {
  return { article, section: undefined, passage: undefined, versions: [] };
}

export function titleOf(article: Article): string {
  return cutText(article.title, maxTitleChars);
}

export function summaryOf(article: Article): string {
  return cutText(article.summary, maxSummaryChars);
}

/** Whoever looks after it, as far as that is known. */
export function nameOwner(
  { owner }: Article,
  { ownerNames }: Pick<ArticleContext, 'ownerNames'>,
): string | undefined {
  const name = owner && nameOf(owner, ownerNames);
  return name === undefined ? undefined : cutText(name, maxOwnerChars);
}

const oldFromMs = 365 * 86_400_000;

/** So old that whoever reads it should know. */
export function isOld({ updated }: Article, now: Date): boolean {
  return updated !== undefined && now.getTime() - Date.parse(updated) > oldFromMs;
}

/** `updated 2 years ago`; empty when nobody says when. */
export function describeAge({ updated }: Article, now: Date): string {
  return updated === undefined ? '' : `updated ${renderAge(updated, now)}`;
}

/** `review was due 3 months ago`; empty when it wasn't. */
export function describeReview(
  article: Article,
  { reviewWasDue, now }: Pick<ArticleContext, 'reviewWasDue' | 'now'>,
): string {
  const day = reviewWasDue(article);
  return day === undefined ? '' : `review was due ${renderAge(day, now)}`;
}

function nameOf(owner: Owner, ownerNames: ReadonlyMap<string, string>): string | undefined {
  switch (owner.kind) {
    case 'slackUser':
      return ownerNames.get(owner.id);
    case 'email':
      return owner.address;
    case 'name':
      return owner.name;
  }
}
