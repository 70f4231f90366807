import type {
  Button,
  KnownBlock,
  ModalView,
  RichTextBlockElement,
  RichTextElement,
  StaticSelect,
} from '@slack/types';
import type { Article } from '../../../content/article.ts';
import { isAbsolute, resolvePath, splitLink } from '../../../content/relative-link.ts';
import {
  describeAge,
  describeReview,
  nameOwner,
  summaryOf,
  titleOf,
  type ArticleContext,
} from '../../reply/article-summary.ts';
import { isLinkable } from '../../reply/article-links.ts';
import { cutText } from '../../reply/cut-text.ts';
import {
  actions,
  button,
  context,
  link,
  paragraph,
  plain,
  richText,
  text,
} from '../../reply/rich-text.ts';
import { actionIds } from '../action-ids.ts';
import { formatPlace, type ArticlePlace } from '../button-values.ts';
import { renderBody, type BodySection, type ResolveHref } from './article-body.ts';

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
const maxOptions = 100;
const maxOptionChars = 75;

/** A stretch of an article that is shown at once. */
export interface Part {
  readonly sections: readonly BodySection[];
  readonly chars: number;
}

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
  const at = parts.findIndex(({ sections }) =>
    sections.some(({ anchor }) => anchor === section?.anchor),
  );
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
      ...(shown?.sections ?? []).flatMap(renderSection),
      ...renderWays(article, parts, current, shown === part),
    ],
  };
}

function fromSection(part: Part | undefined, anchor: string | undefined): Part | undefined {
  const index = part?.sections.findIndex((section) => section.anchor === anchor) ?? -1;
  if (part === undefined || anchor === undefined || anchor === '' || index <= 0) return part;
  return { ...part, sections: part.sections.slice(index) };
}

function renderTop(article: Article, view: ReadView, isBeginning: boolean): readonly KnownBlock[] {
  const owner = nameOwner(article, view);
  const quiet = [
    owner ?? '',
    article.tags.slice(0, 5).join(', '),
    describeAge(article, view.now),
    describeReview(article, view),
  ];
  return [
    richText(
      paragraph(
        link(titleOf(article), view.linkTo(article), { bold: true }),
        text(isBeginning ? `\n${summaryOf(article)}` : ''),
        isBeginning && article.edit !== undefined
          ? [...text('\n'), ...link('Edit', article.edit)]
          : [],
      ),
    ),
    ...(isBeginning && quiet.some((part) => part !== '')
      ? [context(quiet.filter((part) => part !== '').join(' · '))]
      : []),
  ];
}

function renderSection({ heading, level, elements }: BodySection): readonly KnownBlock[] {
  return [
    ...(heading === ''
      ? []
      : level <= 2
        ? [{ type: 'header' as const, text: plain(cutText(heading, 150)) }]
        : [richText(paragraph(text(heading, { bold: true })))]),
    ...(elements.length === 0 ? [] : [richText(...elements.map(spaceOut))]),
  ];
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
  const at = (part: number) => formatPlace({ article, section: undefined, part });
  const headings = article.sections.filter(({ heading }) => heading !== '').slice(0, maxOptions);
  const nextHeading = parts[current + 1]?.sections.find(({ heading }) => heading !== '')?.heading;
  const buttons: readonly (Button | StaticSelect)[] = [
    ...(current + 1 < parts.length
      ? [
          button({
            label: nextHeading === undefined ? 'Next part' : `Next: ${nextHeading}`,
            actionId: actionIds.readNext,
            value: at(current + 1),
          }),
        ]
      : []),
    ...(current > 0 || !isWhole
      ? [
          button({
            label: isWhole ? 'Previous part' : 'From the beginning',
            actionId: actionIds.readPrevious,
            value: at(isWhole ? current - 1 : 0),
          }),
        ]
      : []),
    ...(headings.length > 1
      ? [
          {
            type: 'static_select' as const,
            action_id: actionIds.readSection,
            placeholder: plain('Go to a section'),
            options: headings.map((section) => ({
              text: plain(cutText(section.heading, maxOptionChars)),
              value: formatPlace({ article, section }),
            })),
          },
        ]
      : []),
  ];
  return buttons.length === 0 ? [] : [actions(...buttons)];
}

/** Sections stay whole where they can; a very long one is cut between its paragraphs. */
function toParts(sections: readonly BodySection[]): readonly Part[] {
  const parts: Part[] = [];
  let open: Part = { sections: [], chars: 0 };
  const close = (): void => {
    if (open.sections.length > 0) parts.push(open);
    open = { sections: [], chars: 0 };
  };
  for (const piece of sections.flatMap(cutSection)) {
    const chars = charsOf(piece);
    const isFull = open.chars + chars > maxPartChars || open.sections.length * 2 >= maxPartBlocks;
    if (isFull) close();
    open = { sections: [...open.sections, piece], chars: open.chars + chars };
  }
  close();
  return parts.length > 0 ? parts : [open];
}

function cutSection(section: BodySection): readonly BodySection[] {
  if (charsOf(section) <= maxPartChars) return [section];
  const cut: BodySection[] = [];
  let elements: BodySection['elements'] = [];
  let heading = section.heading;
  const close = (): void => {
    if (elements.length > 0) cut.push({ ...section, heading, elements });
    elements = [];
    heading = '';
  };
  for (const element of section.elements) {
    if (charsOf({ ...section, elements: [...elements, element] }) > maxPartChars) close();
    elements = [...elements, element];
  }
  close();
  return cut;
}

function charsOf({ heading, elements }: BodySection): number {
  return elements.reduce((sum, element) => sum + lengthOf(element), heading.length);
}

function lengthOf(element: RichTextBlockElement | RichTextElement): number {
  if ('elements' in element) return element.elements.reduce((sum, part) => sum + lengthOf(part), 0);
  return 'text' in element ? element.text.length : 0;
}

/** Relative links lead to other articles; what leads nowhere from Slack is plain text. */
function resolveFrom(
  article: Article,
  { linkTo, articleAt }: Pick<ReadView, 'linkTo' | 'articleAt'>,
): ResolveHref {
  return (href) => {
    if (isAbsolute(href)) return absolute(href.startsWith('//') ? `https:${href}` : href);
    const { file, fragment } = splitLink(href);
    const path = file === '' ? article.path : resolvePath(article.path, decode(file));
    const target = path === undefined ? undefined : articleAt(path);
    return (
      target &&
      linkTo(
        target,
        target.sections.find(({ anchor }) => anchor === fragment),
      )
    );
  };
}

function absolute(href: string): string | undefined {
  const url = URL.parse(href);
  return url !== null &&
    ['http:', 'https:', 'mailto:'].includes(url.protocol) &&
    isLinkable(url.href)
    ? url.href
    : undefined;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
