import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Article } from '../../content/article.ts';
import type { ContentProblem } from '../../content/content-problem.ts';
import type { LibraryState } from '../../upkeep/library-state.ts';
import type { Page } from './layout.ts';
import { countArticles, linkTo, linkToTopic } from './parts.ts';

const maxItems = 200;

/**
 * How the library stands. Whoever reads the pages may read this: it holds nothing that the articles
 * don't say, neither what people ask nor who was asked.
 */
export function buildStatePage(
  { articles, topics, pastDate, needsWork, withoutOwner }: LibraryState,
  deadLinks: readonly ContentProblem[],
): Page {
  return {
    title: 'The state of the guide',
    main: [
      h('h1', 'The state of the guide'),
      h('p.summary', countArticles(articles)),
      ...renderList(`Past their review date: ${pastDate.length}`, pastDate.map(renderTitle)),
      ...renderList(`Known to need work: ${needsWork.length}`, needsWork.map(renderTitle)),
      ...renderList(`Without an owner: ${withoutOwner.length}`, withoutOwner.map(renderTitle)),
      ...renderList(
        `Links that lead nowhere: ${deadLinks.length}`,
        deadLinks.map(({ path, line, message }) => h('li', `${path}, line ${line}: ${message}`)),
      ),
      ...renderList(
        'By topic',
        topics.map(({ tag, count, pastDate: past }) =>
          h('li', [
            linkToTopic(tag),
            ` ${count}${past === 0 ? '' : `, ${past} past their review date`}`,
          ]),
        ),
      ),
    ],
  };
}

function renderTitle(article: Article): ElementContent {
  return h('li', linkTo(article));
}

function renderList(heading: string, items: readonly ElementContent[]): readonly ElementContent[] {
  const more = items.length - maxItems;
  return [
    h('h2', heading),
    ...(items.length === 0 ? [] : [h('ul', items.slice(0, maxItems))]),
    ...(more > 0 ? [h('p', `And ${more} more.`)] : []),
  ];
}
