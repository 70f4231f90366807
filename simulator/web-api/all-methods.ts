import type { ApiMethod } from './method.ts';
import {
  apiTest,
  appsConnectionsOpen,
  authRevoke,
  authTest,
  blocksValidate,
  reactionsAdd,
} from './methods/app.ts';
import { chatDelete, chatUpdate } from './methods/chat-change.ts';
import { chatGetPermalink, chatUnfurl } from './methods/chat-links.ts';
import { chatPostEphemeral, chatPostMessage } from './methods/chat-post.ts';
import { conversationsHistory, conversationsReplies } from './methods/conversations-history.ts';
import {
  conversationsJoin,
  conversationsLeave,
  conversationsOpen,
} from './methods/conversations-membership.ts';
import {
  conversationsInfo,
  conversationsList,
  conversationsMembers,
  usersConversations,
} from './methods/conversations-read.ts';
import {
  botsInfo,
  teamInfo,
  usergroupsList,
  usergroupsUsersList,
  usersInfo,
  usersList,
  usersLookupByEmail,
} from './methods/people.ts';
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './methods/views.ts';

const methods = [
  apiTest,
  appsConnectionsOpen,
  authRevoke,
  authTest,
  blocksValidate,
  botsInfo,
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatUnfurl,
  chatUpdate,
  conversationsHistory,
  conversationsInfo,
  conversationsJoin,
  conversationsLeave,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsReplies,
  reactionsAdd,
  teamInfo,
  usergroupsList,
  usergroupsUsersList,
  usersConversations,
  usersInfo,
  usersList,
  usersLookupByEmail,
  viewsOpen,
  viewsPublish,
  viewsPush,
  viewsUpdate,
];

/** Every method the local Slack has, by name. */
export const allMethods: ReadonlyMap<string, ApiMethod> = new Map(
  methods.map((method) => [method.name, method]),
);
