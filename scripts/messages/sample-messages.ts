import type { Answer } from '../../src/answers/answer.ts';
import { answerText } from '../../src/answers/answer-text.ts';
import { listLatest, listTopics } from '../../src/answers/library.ts';
import type { Article } from '../../src/content/article.ts';
import { loadArticles } from '../../src/library/load-articles.ts';
import type { RunRecord } from '../../src/digest/delivery.ts';
import { parseDigestCommand } from '../../src/digest/parse-digest-command.ts';
import {
  stopReasons,
  type DigestSettings,
  type Subscription,
} from '../../src/digest/subscription.ts';
import type { DigestRights } from '../../src/digest/decide-rights.ts';
import { buildArticleIndex } from '../../src/search/article-index.ts';
import { renderAnswer, pageSize } from '../../src/slack/ask/messages/answer.ts';
import {
  renderConfirmShare,
  renderSharedArticle,
  renderUnfurledLink,
} from '../../src/slack/ask/messages/shared-article.ts';
import {
  renderGreeting,
  renderHowToShare,
  renderNod,
  renderThanks,
  renderWhoseArticle,
} from '../../src/slack/ask/messages/small-talk.ts';
import { renderHelp, renderNoArticles } from '../../src/slack/ask/messages/help.ts';
import { renderLatest } from '../../src/slack/ask/messages/latest.ts';
import { renderOfferedCommand } from '../../src/slack/ask/messages/small-talk.ts';
import { renderReadArticle } from '../../src/slack/ask/messages/read-article.ts';
import { renderTopicList } from '../../src/slack/ask/messages/topics.ts';
import { renderDecided, renderNoDigest } from '../../src/slack/digest/messages/digest-notice.ts';
import { renderDigestForm } from '../../src/slack/digest/messages/digest-form.ts';
import { renderDigestHistory } from '../../src/slack/digest/messages/digest-history.ts';
import {
  renderDigestHelp,
  renderDigestList,
  renderDigestState,
} from '../../src/slack/digest/messages/digest-state.ts';
import { renderDigestNotice } from '../../src/slack/digest/messages/digest-notice.ts';
import { renderDigest, renderPreview } from '../../src/slack/digest/messages/digest.ts';
import { renderDigestProblems } from '../../src/slack/digest/messages/digest-problems.ts';
import {
  renderArchived,
  renderConfirmByForm,
  renderMayNotChange,
  renderNoGroups,
  renderNotInvited,
} from '../../src/slack/digest/messages/digest-refusals.ts';
import { parseCommandTokens } from '../../src/slack/digest/parse-command-tokens.ts';
import { renderHome } from '../../src/slack/home/render-home.ts';
import { createLinkTo } from '../../src/slack/reply/article-links.ts';
import { bareHit } from '../../src/slack/reply/article-summary.ts';
import type { Message } from '../../src/slack/reply/message.ts';
import { renderFailure } from '../../src/slack/reply/notice.ts';
import { renderSightRefusal } from '../../src/slack/receive/may-see.ts';
import { sampleUpkeep } from './upkeep-samples.ts';

import { renderLibraryState } from '../../src/slack/upkeep/messages/library-state.ts';
import { renderReviewNotice } from '../../src/slack/upkeep/messages/review-notice.ts';

/** A message or a view with the moment in which somebody meets it. */
export interface Sample {
  readonly when: string;
  readonly shown: { readonly blocks: readonly unknown[]; readonly text?: string };
}

export interface SampleGroup {
  readonly title: string;
  readonly samples: readonly Sample[];
}

const now = new Date('2026-11-25T12:00:00Z');
const settings: DigestSettings = {
  schedule: { weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' },
  topics: ['queues', 'retries'],
  evenIfEmpty: false,
  withUpkeep: false,
};
const next = { week: '2026-W49', at: Date.parse('2026-11-30T08:00:00Z') };
const subscription: Subscription = {
  id: 'S1',
  channelId: 'C0GENERAL',
  place: 'channel',
  settings,
  standing: { kind: 'active' },
  createdBy: 'U0ADA',
  changedBy: 'U0ADA',
  channelCreator: undefined,
  next,
  lastWeek: undefined,
  covered: undefined,
};
const since = Date.parse('2026-11-20T09:00:00Z');
/** The latest first. */
const runs: readonly RunRecord[] = [
  run('2026-11-23', 'sent'),
  run('2026-11-16', 'skipped'),
  run('2026-11-09', 'missed', 'late'),
  run('2026-11-02', 'cancelled', 'paused'),
  run('2026-10-26', 'failed', 'msg_too_long'),
];

function run(day: string, state: RunRecord['state'], reason?: string): RunRecord {
  const dueAt = Date.parse(`${day}T08:00:00Z`);
  const content = { revision: 1, added: ['retries'], updated: [], leftOut: 0, shelf: undefined };
  return { id: day, week: day, dueAt, state, reason, finishedAt: dueAt, content };
}

/** Every message, made by its own builder from the articles of a folder, where people type `command`. */
export async function sampleMessages(
  folder: string,
  command: string,
): Promise<readonly SampleGroup[]> {
  const { articles, synonyms } = await loadArticles(folder);
  const here = { kind: 'thisChannel', command } as const;
  const library = { articles, index: buildArticleIndex(articles, { synonyms }) };
  const context = {
    now,
    linkTo: createLinkTo('https://guide.example.com/articles/'),
    reviewWasDue: () => undefined,
    ownerNames: new Map([['U0OWNER01', 'Olga']]),
    command,
  };
  const answer = (question: string, change: (given: Answer) => Answer = (given) => given) =>
    renderAnswer(change(answerText(library, question, {}, { offset: 0, limit: pageSize })), {
      ...context,
      state: {
        question,
        literal: false,
        offset: 0,
        shared: [],
        fromTopics: question.startsWith('#'),
        article: '',
      },
      sharesIn: 'channel',
      mayShare: true,
      isRated: false,
      canAskOwner: true,
      canTellEditors: false,
    });
  const examples = articles.flatMap(({ questions }) => questions.slice(0, 1)).slice(0, 3);
  const [article] = articles;
  if (article === undefined) throw new Error('there is no article to show');
  const latest = listLatest(articles).slice(0, 3);
  const topics = listTopics(articles);
  const tags = topics.map(({ tag }) => tag);
  const digest = {
    subscription,
    period: { from: '2026-11-23', to: '2026-11-29' },
    added: latest.slice(0, 1),
    updated: latest.slice(1),
    leftOut: 0,
    shelf: articles[0],
    lost: [],
    closing: {
      asked: latest.slice(0, 2),
      pastDate: articles[0],
      gap: 'how do I get a new laptop',
    },
  };
  const overdue = { ...context, reviewWasDue: () => '2026-09-01' };
  const isOverdue = ({ slug }: Article) => (slug === articles[0]?.slug ? '2026-09-01' : undefined);
  const weekly = renderDigest(digest, { ...context, reviewWasDue: isOverdue, setUpBy: 'Ada' });
  const problem = (typed: string): Message => {
    const read = parseDigestCommand(parseCommandTokens(typed), tags);
    if (read.kind !== 'notUnderstood') throw new Error(`${typed} is understood`);
    return renderDigestProblems(read.problems, tags, command);
  };
  const standing = (change: Partial<Subscription>, rights: DigestRights = 'change'): Message =>
    renderDigestState({ ...subscription, ...change }, here, rights);

  const asked = {
    due: latest.map((each) => ({ article: each, day: '2026-09-01' })),
    done: [],
    isForChannel: false,
    gaps: [],
  };
  const state = {
    articles: articles.length,
    topics: topics.map((topic) => ({ ...topic, pastDate: 1 })),
    pastDate: latest.slice(0, 2),
    needsWork: latest.slice(0, 1),
    withoutOwner: articles,
    neverFound: { since: '2026-09-07', articles: latest.slice(1) },
    unhelpful: [article],
    deadLinks: [
      { severity: 'error', path: 'webhooks.md', line: 12, message: '"queue.md" is not there' },
    ],
  } as const;
  const habits = { asksOwners: true, keepsGaps: true };
  const well = {
    ...{ pastDate: [], needsWork: [], withoutOwner: [], neverFound: undefined },
    ...{ unhelpful: [], deadLinks: [], topics: topics.map((topic) => ({ ...topic, pastDate: 0 })) },
  };

  return [
    {
      title: 'Answers',
      samples: [
        { when: 'One article answers', shown: answer('how do I roll back a release') },
        { when: 'A word was misspelt', shown: answer('webhoks') },
        {
          when: 'Nothing is sure',
          shown: answer('retries', (given) =>
            given.kind === 'found'
              ? { ...given, kind: 'suggestion', topics: topics.slice(0, 2) }
              : given,
          ),
        },
        {
          when: 'Nothing is sure, and no article has one of the words',
          shown: answer('retries', (given) =>
            given.kind === 'found'
              ? {
                  ...given,
                  kind: 'suggestion',
                  topics: [],
                  missing: [{ word: 'react', from: 'library' }],
                }
              : given,
          ),
        },
        {
          when: 'No article has the exact words',
          shown: answer('retries', (given) =>
            given.kind === 'found'
              ? { ...given, kind: 'suggestion', topics: [], dropped: 'phrases' }
              : given,
          ),
        },
        { when: 'A topic', shown: answer('#queues') },
        { when: 'Nothing matches', shown: answer('printer on the third floor') },
        { when: 'Nothing to search for', shown: answer('???') },
        {
          when: 'A command was probably meant',
          shown: renderOfferedCommand(`${command} digest unsubscribe`, 'unsubscribe me'),
        },
        {
          when: 'Read here',
          shown: renderReadArticle(
            { article, section: undefined },
            { ...context, articleAt: () => undefined },
          ),
        },
        {
          when: 'Shared in a channel',
          shown: renderSharedArticle(bareHit(article), 'U0ADA', context),
        },
        {
          when: 'Below a link to it',
          shown: renderUnfurledLink({ article, section: article.sections.at(-1) }, context),
        },
        {
          when: 'Before it is shared where outsiders are',
          shown: renderConfirmShare(article, ['Northwind']),
        },
        {
          when: 'Before it is shared where the bot can’t see who is there',
          shown: renderConfirmShare(article, undefined),
        },
      ],
    },
    {
      title: 'Looking around',
      samples: [
        { when: '/guide help', shown: renderHelp({ examples, topic: tags[0], command }) },
        { when: 'No article at all', shown: renderNoArticles() },
        { when: '/guide topics', shown: renderTopicList({ topics, command }) },
        { when: 'No topic at all', shown: renderTopicList({ topics: [], command }) },
        { when: '/guide latest', shown: renderLatest(latest, context) },
        { when: 'Somebody says hi', shown: renderGreeting(examples) },
        { when: 'Somebody says thanks', shown: renderThanks() },
        { when: 'Somebody says “ok” or “that’s wrong”', shown: renderNod() },
        { when: 'Somebody says “this page is out of date”', shown: renderWhoseArticle() },
        {
          when: 'Somebody says “can you share it with #general?”',
          shown: renderHowToShare(command),
        },
        {
          when: 'The Home tab',
          shown: renderHome({
            ...context,
            topics,
            latest,
            digests: [{ subscription, name: '#general', rights: 'change' }],
            waiting: latest.slice(0, 1),
            added: [],
          }),
        },
      ],
    },
    ...sampleUpkeep(article, context.linkTo),
    {
      title: 'Who may see what',
      samples: [
        ...(
          [
            ['Somebody from another organisation', 'outsider'],
            ['Slack hasn’t said who it is', 'unknownPerson'],
            ['A guest', 'guest'],
            ['A private channel they aren’t in', 'hidden'],
            ['A channel shared with another organisation', 'external'],
          ] as const
        ).map(([when, why]) => ({ when, shown: renderSightRefusal(why, command, 'thread') })),
        {
          when: 'The same, when a digest was to be set up',
          shown: renderSightRefusal('external', command, 'digest'),
        },
      ],
    },
    {
      title: 'The weekly digest',
      samples: [
        { when: 'It comes', shown: weekly },
        {
          when: '/guide digest, when there is none',
          shown: renderDigestState(undefined, here, 'change'),
        },
        { when: '/guide digest', shown: standing({}) },
        { when: 'The same for a member who may not change it', shown: standing({}, 'own') },
        {
          when: '/guide digest, paused',
          shown: standing({ standing: { kind: 'paused', by: 'U0MIA', since } }),
        },
        { when: '/guide digest help', shown: renderDigestHelp(command) },
        {
          when: 'The form',
          shown: renderDigestForm({
            channelId: 'C0GENERAL',
            outsiders: [],
            living: subscription,
            timeZone: 'Europe/Berlin',
            tags,
          }),
        },
        { when: 'Preview', shown: renderPreview(weekly, settings.schedule, next, 'active') },
        {
          when: 'Preview of an empty week',
          shown: renderPreview(undefined, settings.schedule, next, 'active'),
        },
        {
          when: 'Preview while paused',
          shown: renderPreview(weekly, settings.schedule, next, 'paused'),
        },
        { when: 'No digest to speak of', shown: renderNoDigest(here) },
        { when: 'History before the first', shown: renderDigestHistory(subscription, [], here) },
        { when: 'History', shown: renderDigestHistory(subscription, runs, here) },
        { when: 'List', shown: renderDigestList([subscription], false, command) },
        { when: 'List, with nothing on it', shown: renderDigestList([], false, command) },
        { when: 'Changed here', shown: renderDecided('paused', subscription, here) },
        {
          when: 'Changed elsewhere',
          shown: renderDecided('changed', subscription, {
            kind: 'channel',
            id: 'C0GENERAL',
            name: 'general',
            command,
          }),
        },
        {
          when: 'Already set up like this',
          shown: renderDecided('unchanged', subscription, here),
        },
        {
          when: 'Already paused',
          shown: renderDecided('alreadyPaused', { ...subscription, next: undefined }, here),
        },
        {
          when: 'Already running',
          shown: renderDecided('alreadyActive', subscription, here),
        },
      ],
    },
    {
      title: 'What channels are told about their digest',
      samples: [
        ...(['subscribed', 'changed', 'paused', 'resumed', 'unsubscribed'] as const).map(
          (change) => ({
            when: change,
            shown: renderDigestNotice(
              { kind: 'changed', change, by: 'U0ADA', settings, next },
              command,
            ),
          }),
        ),
        {
          when: 'goes on by itself',
          shown: renderDigestNotice({ kind: 'restored', settings, next }, command),
        },
        ...stopReasons.map((reason) => ({
          when: `stopped: ${reason}`,
          shown: renderDigestNotice(
            { kind: 'stopped', channelId: 'C0GENERAL', reason, createdBy: 'U0ADA', settings },
            command,
          ),
        })),
      ],
    },
    {
      title: 'Digest commands that can’t be carried out',
      samples: [
        ...[
          'digset',
          'subscribe about #retires on mon',
          'subscribe on funday',
          'subscribe at 25:00',
          'subscribe in CET',
          'subscribe in Atlantis',
          'subscribe in +02:00',
          'subscribe on mon on tue',
          'subscribe #nowhere on mon',
          'subscribe about',
        ].map((typed) => ({ when: `/guide digest ${typed}`, shown: problem(typed) })),
        {
          when: 'By somebody who may not',
          shown: renderMayNotChange(
            true,
            { everyMember: false, users: ['U0OWNER01'], groups: [] },
            'U0ADA',
            here,
          ),
        },
        {
          when: 'By a guest',
          shown: renderMayNotChange(
            false,
            { everyMember: true, users: [], groups: [] },
            undefined,
            here,
          ),
        },
        { when: 'In an archived channel', shown: renderArchived() },
        { when: 'Where outsiders are', shown: renderConfirmByForm(here) },
        { when: 'In a group conversation', shown: renderNoGroups() },
        {
          when: 'In a private channel without the bot',
          shown: renderNotInvited(`${command} digest subscribe on monday`),
        },
      ],
    },
    {
      title: 'Are articles still right?',
      samples: [
        { when: 'Once a month, to whoever owns some', shown: renderReviewNotice(asked, overdue) },
        {
          when: 'The same, when questions on their topics found nothing',
          shown: renderReviewNotice(
            {
              ...asked,
              gaps: [
                {
                  questions: ['who feeds the dragon'],
                  topic: undefined,
                  people: 2,
                  weeks: 1,
                  lastAskedAt: 0,
                },
              ],
            },
            overdue,
          ),
        },
        {
          when: 'When all of it is answered',
          shown: renderReviewNotice(
            {
              due: [],
              done: [
                { article, verdict: 'right', until: '2027-05-25' },
                ...latest.slice(0, 1).map((each) => ({
                  article: each,
                  verdict: 'needsWork' as const,
                  until: undefined,
                })),
              ],
              isForChannel: false,
              gaps: [],
            },
            context,
          ),
        },
        {
          when: 'To a channel that owns some',
          shown: renderReviewNotice({ ...asked, isForChannel: true }, overdue),
        },
        { when: '/guide library', shown: renderLibraryState(state, context, habits) },
        {
          when: '/guide library, when all is well',
          shown: renderLibraryState({ ...state, ...well }, context, habits),
        },
      ],
    },
    {
      title: 'When something breaks',
      samples: [
        { when: 'A bug, or Slack fails', shown: renderFailure('7F3K-2Q', 'nothing was posted') },
      ],
    },
  ];
}
