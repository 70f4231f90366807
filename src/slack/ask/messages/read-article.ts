import type { KnownBlock, ModalView, RichTextBlockElement, RichTextElement } from '@slack/types';
import type { Article } from '../../../content/article.ts';
import {
  describeAge,
  describeReview,
  nameOwner,
  renderName,
  summaryOf,
  type ArticleContext,
} from '../../reply/article-summary.ts';
import { isLinkable } from '../../reply/article-links.ts';
import { option } from '../../reply/form.ts';
import { cutText } from '../../reply/words.ts';
import {
  bold,
  button,
  link,
  paragraph,
  plain,
  present,
  quiet,
  richText,
  row,
  text,
} from '../../reply/rich-text.ts';
import { actionIds } from '../../app/action-ids.ts';
import { formatPlace, type ArticlePlace } from '../button-values.ts';
import { renderBody, type BodySection, type ResolveHref } from './article-body.ts';
import { placeMenu } from './read-menu.ts';

export const readArticleId = 'read_article';

export interface ReadView extends ArticleContext {
  /** The article in the file at this path. */
  readonly articleAt: (path: string) => Article | undefined;
}

/** Some screens of text; what is longer comes in parts. */
const maxPartChars = 5_000;
/** Slack's limit for a view is a hundred. */
const maxPartBlocks = 60;
const maxTitleChars = 24;

/** A stretch of an article that is shown at once. */
export type Part = readonly BodySection[];

/** All of an article. A long one takes half a second. */
export function partsOf(
  article: Article,
  view: Pick<ReadView, 'linkTo' | 'articleAt'>,
): readonly Part[] {
  return toParts(renderBody(article, resolveFrom(article, view)));
}

/** The article from a section on, or the part that is wanted. */
export function renderReadArticle(
  { article, section, part: wanted }: ArticlePlace,
  view: ReadView,
  parts = partsOf(article, view),
): ModalView {
  const at = parts.findIndex((part) => part.some(({ anchor }) => anchor === section?.anchor));
  const current = Math.min(wanted ?? Math.max(at, 0), parts.length - 1);
  const part = parts[current];
  // From its own section, even where a part holds several before it.
  const shown = wanted === undefined ? fromSection(part, section?.anchor) : part;
  return {
    type: 'modal',
    callback_id: readArticleId,
    title: plain(cutText(article.title, maxTitleChars)),
    close: plain('Close'),
    blocks: [
      ...renderTop(article, view, current === 0 && shown === part),
      ...(shown ?? []).flatMap(renderSection),
      ...renderWays(article, parts, current, shown === part),
    ],
  };
}

function fromSection(part: Part | undefined, anchor = ''): Part | undefined {
  const index = part?.findIndex((section) => section.anchor === anchor) ?? -1;
  return anchor === '' || index <= 0 ? part : part?.slice(index);
}

function renderTop(article: Article, view: ReadView, isBeginning: boolean): readonly KnownBlock[] {
  const title = renderName({ article }, view, { bold: true });
  if (!isBeginning) return [richText(title)];
  const edit = article.edit === undefined ? [] : [...text('\n'), ...link('Edit', article.edit)];
  return [
    richText(paragraph(title, text(`\n${summaryOf(article)}`), edit)),
    ...quiet(
      nameOwner(article, view),
      article.tags.slice(0, 5).join(', '),
      describeAge(article, view.now),
      describeReview(article, view),
    ),
  ];
}

function renderSection({ heading, level, elements }: BodySection): readonly KnownBlock[] {
  const large: KnownBlock = { type: 'header', text: plain(cutText(heading, 150)) };
  return present<KnownBlock>(
    heading !== '' && (level <= 2 ? large : richText(bold(heading))),
    elements.length > 0 && richText(...elements.map(spaceOut)),
  );
}

/** Slack sets paragraphs that follow each other without a gap. */
function spaceOut(
  element: RichTextBlockElement,
  index: number,
  all: readonly RichTextBlockElement[],
): RichTextBlockElement {
  const isFollowed = all[index + 1]?.type === 'rich_text_section';
  if (element.type !== 'rich_text_section' || !isFollowed) return element;
  return { ...element, elements: [...element.elements, ...text('\n')] };
}

/** Next, back, and every section by name. */
function renderWays(
  article: Article,
  parts: readonly Part[],
  current: number,
  isWhole: boolean,
): readonly KnownBlock[] {
  const value = (part: number) => formatPlace({ article, part });
  const headings = article.sections.filter(({ heading }) => heading !== '');
  const nextHeading = parts[current + 1]?.find(({ heading }) => heading !== '')?.heading;
  return row(
    current + 1 < parts.length &&
      button({
        label: nextHeading === undefined ? 'Next part' : `Next: ${nextHeading}`,
        actionId: actionIds.readNext,
        value: value(current + 1),
      }),
    (current > 0 || !isWhole) &&
      button({
        label: isWhole ? 'Previous part' : 'From the beginning',
        actionId: actionIds.readPrevious,
        value: value(isWhole ? current - 1 : 0),
      }),
    headings.length > 1 &&
      placeMenu(
        actionIds.readSection,
        'Go to a section',
        headings.map((section) => option(section.heading, formatPlace({ article, section }))),
      ),
  );
}

/** Sections stay whole where they can; a very long one is cut between its paragraphs. */
function toParts(sections: readonly BodySection[]): readonly Part[] {
  const parts: BodySection[][] = [[]];
  for (const piece of sections.flatMap(cutSection)) {
    const open = parts.at(-1) ?? [];
    const chars = [...open, piece].reduce((sum, each) => sum + charsOf(each), 0);
    const isFull = chars > maxPartChars || open.length * 2 >= maxPartBlocks;
    if (isFull && open.length > 0) parts.push([piece]);
    else open.push(piece);
  }
  return parts;
}

function cutSection(section: BodySection): readonly BodySection[] {
  let open = { ...section, elements: [] as RichTextBlockElement[] };
  const cut = [open];
  for (const element of section.elements) {
    if (open.elements.length > 0 && charsOf(open) + lengthOf(element) > maxPartChars) {
      open = { ...section, heading: '', elements: [] };
      cut.push(open);
    }
    open.elements.push(element);
  }
  return cut;
}

function charsOf({ heading, elements }: BodySection): number {
  return elements.reduce((sum, element) => sum + lengthOf(element), heading.length);
}

function lengthOf(element: RichTextBlockElement | RichTextElement): number {
  if ('elements' in element) return element.elements.reduce((sum, part) => sum + lengthOf(part), 0);
  return 'text' in element ? element.text.length : 0;
}

/** Links lead where loading found them to; what leads nowhere from Slack is plain text. */
function resolveFrom(
  article: Article,
  { linkTo, articleAt }: Pick<ReadView, 'linkTo' | 'articleAt'>,
): ResolveHref {
  const sectionOf = (to: Article, wanted: string) =>
    linkTo(
      to,
      to.sections.find(({ anchor }) => anchor === wanted),
    );
  return (href) => {
    const target = article.links.get(href);
    if (target?.kind === 'article') {
      const other = articleAt(target.path);
      return other && sectionOf(other, target.anchor);
    }
    if (href.startsWith('#')) return sectionOf(article, href.slice(1));
    const url = URL.parse(href.startsWith('//') ? `https:${href}` : href);
    const isOpen = url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol);
    return isOpen && isLinkable(url.href) ? url.href : undefined;
  };
}
