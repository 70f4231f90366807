import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type {
  Answer,
  AnswerHit,
  AnswerPage,
  Correction,
  PassagePart,
} from '../../answers/answer.ts';
import { articlePath, searchPath, startPath, withParameters } from '../page-paths.ts';
import type { Page } from './layout.ts';
import { renderPagination } from './pagination.ts';
import { renderTags, renderTopics } from './parts.ts';

export const searchPageSize = 10;

/** What the library answers to a question, in the words and order of the Slack reply. */
export function buildSearchPage(answer: Answer): Page {
  const { text } = answer.question;
  return {
    title: text === '' ? 'Search' : `Search: ${text}`,
    searched: text,
    main: renderAnswer(answer),
  };
}

function renderAnswer(answer: Answer): readonly ElementContent[] {
  const { text, literal } = answer.question;
  switch (answer.kind) {
    case 'empty':
      return [h('h1', 'Search'), h('p', 'Type a few words, such as: roll back a release.')];
    case 'nothing':
      return [
        h('h1', ['Nothing in the guide matches: ', h('q', text)]),
        ...renderMisspelling(answer.corrections),
        ...(answer.topics.length > 0
          ? [h('p', 'Nearest topics:'), renderTopics(answer.topics)]
          : []),
        h('p', h('a', { href: startPath }, 'All topics')),
      ];
    case 'suggestion':
    case 'found':
      return [
        h('h1', [answer.kind === 'found' ? 'Answers to ' : 'Closest matches for ', h('q', text)]),
        ...renderCorrections(answer.corrections, text),
        ...renderHits(answer.page, text, literal),
      ];
  }
}

function renderCorrections(corrections: readonly Correction[], text: string): ElementContent[] {
  if (corrections.length === 0) return [];
  const literal = withParameters(searchPath, { q: text, literal: '1' });
  return [
    h('p', [
      'Showing results for ',
      h('strong', corrections.map(({ corrected }) => corrected).join(', ')),
      '. ',
      h('a', { href: literal }, [
        'Search for ',
        h('q', corrections.map(({ typed }) => typed).join(', ')),
        ' instead',
      ]),
      '.',
    ]),
  ];
}

function renderMisspelling(corrections: readonly Correction[]): ElementContent[] {
  const spellings = corrections.map(({ corrected }) => corrected).join(', ');
  return spellings === '' ? [] : [h('p', ['Nothing matches ', h('q', spellings), ' either.'])];
}

function renderHits(page: AnswerPage, text: string, literal: boolean): readonly ElementContent[] {
  const { hits, offset, total } = page;
  const parameters = { q: text, ...(literal && { literal: '1' }) };
  if (hits.length === 0) {
    const first = withParameters(searchPath, parameters);
    return [h('p', ['There are no more answers. ', h('a', { href: first }, 'Back to the first')])];
  }
  const pagination = renderPagination({
    path: searchPath,
    parameters,
    page: Math.floor(offset / searchPageSize) + 1,
    pageSize: searchPageSize,
    total,
  });
  return [
    h('p.facts', `${offset + 1} to ${offset + hits.length} of ${total}`),
    h('ol.answers', { start: offset + 1 }, hits.map(renderHit)),
    ...pagination,
  ];
}

function renderHit({ article, section, passage }: AnswerHit): Element {
  const anchor = section?.anchor ?? '';
  const title = section?.heading ? `${article.title}\u00a0› ${section.heading}` : article.title;
  return h('li', [
    h('h2', h('a', { href: articlePath(article, anchor) }, title)),
    h('p', article.summary),
    ...(passage?.parts ?? []).map(renderPart),
    renderTags(article.tags),
  ]);
}

function renderPart({ pieces, kind }: PassagePart): Element {
  const content = pieces.map(({ text, matched, code }): ElementContent => {
    const words: ElementContent = matched ? h('mark', text) : { type: 'text', value: text };
    return code && kind !== 'code' ? h('code', [words]) : words;
  });
  return kind === 'code'
    ? h('pre', { tabIndex: 0 }, h('code', content))
    : h('blockquote', h('p', kind === 'heading' ? h('strong', content) : content));
}
