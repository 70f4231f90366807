import type { Article } from '../../src/content/article.ts';
import type { LinkTo } from '../../src/slack/reply/article-links.ts';
import {
  renderAskConfirm,
  renderAskSent,
  renderLinkForm,
} from '../../src/slack/upkeep/messages/ask-owner-form.ts';
import { renderAsked, renderThanked, renderTold } from '../../src/slack/upkeep/messages/asked.ts';
import { renderGaps } from '../../src/slack/upkeep/messages/gaps.ts';
import {
  renderNotHelpfulForm,
  renderRated,
} from '../../src/slack/upkeep/messages/not-helpful-form.ts';
import { renderMuted } from '../../src/slack/upkeep/ask-person.ts';
import type { Ask, AskState } from '../../src/upkeep/ask.ts';

/** What people meet when an answer does not help. */
export function sampleUpkeep(article: Article, linkTo: LinkTo) {
  const to = { kind: 'user', id: 'U0OWNER01' } as const;
  const question = 'how do I rotate the token of the print server';
  const view = (state: AskState) => {
    const ask: Ask = {
      id: 'A1',
      asker: 'U0MIA',
      question,
      slug: article.slug,
      to,
      state,
      answeredBy: state === 'open' || state === 'undelivered' ? undefined : to.id,
      answerSlug: article.slug,
      askedAt: 0,
    };
    return { ask, nearest: article, article, linkTo };
  };
  const gap = { topic: 'deploy', people: 3, weeks: 2, lastAskedAt: 0 };
  return [
    {
      title: 'When an answer doesn’t help',
      samples: [
        { when: 'Not helpful', shown: renderNotHelpfulForm() },
        { when: 'Sent', shown: renderRated('rated', 'value') },
        { when: 'Sent before', shown: renderRated('ratedBefore') },
        { when: 'Ask the owner', shown: renderAskConfirm({ question, to }, '') },
        {
          when: 'Ask the channel of a topic',
          shown: renderAskConfirm({ question, to: { kind: 'channel', id: 'C0GENERAL' } }, ''),
        },
        { when: 'Agreed', shown: renderAskSent(to, true) },
        { when: 'Asked before', shown: renderAskSent(to, false) },
        {
          when: '/guide gaps',
          shown: renderGaps(
            [
              { ...gap, questions: [question, 'print server token'] },
              { ...gap, questions: ['who feeds the dragon'], people: 1, weeks: 1 },
            ],
            90,
          ),
        },
        { when: '/guide gaps, when there is none', shown: renderGaps([], 90) },
      ],
    },
    {
      title: 'What owners are asked, and askers hear',
      samples: [
        { when: 'The owner is asked', shown: renderAsked(view('open')) },
        { when: 'They will write an article', shown: renderAsked(view('promised')) },
        { when: 'They linked one', shown: renderAsked(view('linked')) },
        { when: 'It’s somebody else’s', shown: renderAsked(view('declined')) },
        { when: 'The link form', shown: renderLinkForm() },
        { when: 'The asker hears of an answer', shown: renderTold(view('linked')) },
        { when: 'They said thanks', shown: renderTold(view('linked'), true) },
        { when: 'The asker hears of a promise', shown: renderTold(view('promised')) },
        { when: 'The asker hears it’s somebody else’s', shown: renderTold(view('declined')) },
        { when: 'Nobody could be asked', shown: renderTold(view('undelivered')) },
        { when: 'The owner hears thanks', shown: renderThanked(view('linked').ask) },
        { when: 'Mute', shown: renderMuted() },
      ],
    },
  ];
}
