/** Every button and menu the bot makes. The ids are in messages that people still have: never reuse one. */
export const actionIds = {
  share: 'answer_share',
  more: 'answer_more',
  back: 'answer_back',
  literal: 'answer_literal',
  read: 'answer_read',
  /** A menu of the articles that are named in one line. */
  readOne: 'answer_read_one',
  readNext: 'read_next',
  readPrevious: 'read_previous',
  readSection: 'read_section',
  /** A question to begin with; a number follows. */
  example: 'example_',
  /** Suggests articles while somebody types. */
  findArticle: 'find_article',
  homeAsk: 'home_ask',
  /** A verb of the digest command follows. */
  digest: 'digest_do_',
  /** The channel's id follows. */
  homeDigest: 'home_digest_',
  helpful: 'answer_helpful',
  notHelpful: 'answer_not_helpful',
  /** The question goes to an owner, or without a name to the list of those without an answer. */
  askOwner: 'answer_ask_owner',
  tellEditors: 'answer_tell_editors',
  askLink: 'ask_link',
  askPromise: 'ask_promise',
  askDecline: 'ask_decline',
  askThanks: 'ask_thanks',
  reviewRight: 'review_right',
  reviewNeedsWork: 'review_needs_work',
  reviewNotMine: 'review_not_mine',
  mute: 'upkeep_mute',
  unmute: 'upkeep_unmute',
  /** A suffix follows, because ids must differ within a block. */
  topic: 'topic_',
  allTopics: 'topics_all',
} as const;
