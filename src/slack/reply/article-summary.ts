import type { Button, KnownBlock, RichTextBlockElement } from '@slack/types';
import type { AnswerHit, Passage, PassagePart } from '../../answers/answer.ts';
import type { Article, Owner } from '../../content/article.ts';
import type { LinkTo } from './article-links.ts';
import { cutText } from './cut-text.ts';
import { renderAge } from './age.ts';
import {
  context,
  link,
  paragraph,
  plain,
  preformatted,
  quote,
  richText,
  text,
} from './rich-text.ts';

/** What a message needs to know about the world to show an article. */
export interface ArticleContext {
  readonly now: Date;
  readonly linkTo: LinkTo;
  /** By Slack user id; an owner whose name is not known goes unnamed. */
  readonly ownerNames: ReadonlyMap<string, string>;
}

const maxTitleChars = 150;
const maxHeadingChars = 100;
const maxSummaryChars = 250;
const maxPassageChars = 600;
const maxTagChars = 30;
const maxTags = 6;
const maxOwnerChars = 60;

export interface HitOptions {
  /** Counted from 1; left out when the article stands alone. */
  readonly rank?: number;
  /** Shown beside the summary. */
  readonly button?: Button | undefined;
  /** Added to the quiet line. */
  readonly note?: string | undefined;
}

/** Title with its link, summary, passage, and the quiet line. */
export function renderHit(
  { article, section, passage }: AnswerHit,
  view: ArticleContext,
  { rank, button, note = '' }: HitOptions = {},
): readonly KnownBlock[] {
  const heading = section?.heading ? ` › ${cutText(section.heading, maxHeadingChars)}` : '';
  const title = link(titleOf(article) + heading, view.linkTo(article, section), { bold: true });
  const quiet = [renderMeta(article, view), note].filter((part) => part !== '').join('   ');
  return [
    richText(paragraph(text(rank === undefined ? '' : `${rank}. `), title)),
    { type: 'section', text: plain(summaryOf(article)), ...(button && { accessory: button }) },
    ...(passage === undefined ? [] : [richText(...renderPassage(passage))]),
    ...(quiet === '' ? [] : [context(quiet)]),
  ];
}

function renderPassage({ parts }: Passage): RichTextBlockElement[] {
  return parts.map(renderPart);
}

function renderPart(part: PassagePart): RichTextBlockElement {
  if (part.kind === 'code') {
    return preformatted(cutText(part.pieces.map((piece) => piece.text).join(''), maxPassageChars));
  }
  let left = maxPassageChars;
  const pieces = part.pieces.map((piece) => {
    const shown = left > 0 ? cutText(piece.text, left) : '';
    left -= piece.text.length;
    return text(shown, {
      ...(piece.matched && { bold: true as const }),
      ...(piece.code && { code: true as const }),
    });
  });
  return quote(...pieces);
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

/** The quiet line: tags, age and owner. Empty when nothing of that is known. */
function renderMeta(article: Article, { now, ownerNames }: ArticleContext): string {
  const tags = article.tags.slice(0, maxTags).map((tag) => cutText(tag, maxTagChars));
  const owner = nameOwner(article, { ownerNames });
  return [
    tags.join(' · '),
    article.updated === undefined ? '' : `updated ${renderAge(article.updated, now)}`,
    owner === undefined ? '' : `by ${owner}`,
  ]
    .filter((part) => part !== '')
    .join('   ');
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
