/** Every button the bot makes. The ids are in messages that people still have: never reuse one. */
export const actionIds = {
  share: 'answer_share',
  more: 'answer_more',
  back: 'answer_back',
  literal: 'answer_literal',
  /** A suffix follows, because ids must differ within a block. */
  topic: 'topic_',
  allTopics: 'topics_all',
} as const;
