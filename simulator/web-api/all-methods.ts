import type { ApiMethod } from './method.ts';
import { apiTest, appsConnectionsOpen, authRevoke, authTest, reactionsAdd } from './methods/app.ts';
import {
  blocksValidate,
  chatDelete,
  chatGetPermalink,
  chatPostEphemeral,
  chatPostMessage,
  chatUnfurl,
  chatUpdate,
} from './methods/chat.ts';
import {
  conversationsHistory,
  conversationsInfo,
  conversationsJoin,
  conversationsLeave,
  conversationsList,
  conversationsMembers,
  conversationsOpen,
  conversationsReplies,
  usersConversations,
} from './methods/conversations.ts';
import {
  botsInfo,
  teamInfo,
  usergroupsList,
  usergroupsUsersList,
  usersInfo,
  usersList,
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
  viewsOpen,
  viewsPublish,
  viewsPush,
  viewsUpdate,
];

/** Every method the local Slack has, by name. */
export const allMethods: ReadonlyMap<string, ApiMethod> = new Map(
  methods.map((method) => [method.name, method]),
);
