import type { Typed } from '../block-kit/block-shape.ts';
import type { Delivery } from '../delivery/outgoing.ts';
import { toApiMessage } from '../web-api/api-objects.ts';
import type { Message } from '../workspace/model.ts';
import type { View } from '../workspace/views.ts';
import type { Choice } from './element-state.ts';
import { interact, sendInteraction, suggest, type Container } from './interact.ts';
import { channelInPayload, interactionBase } from './payload.ts';
import { runCommand } from './run-command.ts';
import type { Stage } from './stage.ts';
import { closeView, submitView, type FormChoices, type Submission } from './submit-view.ts';
import { deleteMessage, editMessage, writeMessage, type Written } from './write-message.ts';

/** Everything one person can do in Slack. Each action resolves when the app has answered it. */
export interface Actor {
  /** Types a slash command in a channel; `text` is as typed. */
  command(command: string, text: string, where: { channel: string }): Promise<Delivery>;
  /** Writes a message; `text` is as typed, so `@name`, `#channel` and URLs become references. */
  sendMessage(channel: string, text: string, options?: { thread?: string }): Promise<Written>;
  /** Has an address in a message that is not sent yet. */
  writeLink(url: string): Promise<readonly Delivery[]>;
  /** Writes a message that starts by mentioning the app. */
  mention(channel: string, text: string, options?: { thread?: string }): Promise<Written>;
  /** Writes to the app itself. */
  directMessage(text: string, options?: { thread?: string }): Promise<Written>;
  editMessage(message: Message, text: string): Promise<Written>;
  deleteMessage(message: Message): Promise<readonly Delivery[]>;
  /** Presses a button in a message, modal or Home tab. */
  click(container: Container, actionId: string, options?: { block?: string }): Promise<Delivery>;
  /** Chooses in a select, picker, overflow menu, set of checkboxes or radio buttons. */
  selectOption(
    container: Container,
    actionId: string,
    choice: Choice,
    options?: { block?: string },
  ): Promise<Delivery>;
  /** Types into a select that loads its options from the app. */
  suggest(
    container: Container,
    actionId: string,
    query: string,
  ): Promise<{ delivery: Delivery; options: readonly Typed[] }>;
  submitView(view: View, choices?: FormChoices): Promise<Submission>;
  closeView(view: View): Promise<void>;
  openHome(tab?: 'home' | 'messages'): Promise<readonly Delivery[]>;
  /** Chooses a shortcut of the app: on a message, or from anywhere. */
  shortcut(callbackId: string, message?: Message): Promise<Delivery>;
}

export function createActor(user: string, stage: Stage): Actor {
  const { workspace, installation } = stage.parts;
  const directChannel = (): string =>
    workspace.openDirectMessage([installation.botUserId, user]).id;
  const write = (channel: string, text: string, thread?: string): Promise<Written> =>
    writeMessage({ user, channel, text, thread }, stage);
  return {
    command: (command, text, { channel }) => runCommand({ user, channel, command, text }, stage),
    sendMessage: (channel, text, { thread } = {}) => write(channel, text, thread),
    mention: (channel, text, { thread } = {}) => {
      const { name } = workspace.user(installation.botUserId);
      return write(channel, `@${name} ${text}`.trim(), thread);
    },
    directMessage: (text, { thread } = {}) => write(directChannel(), text, thread),
    writeLink: async (url) => {
      const { deliveries } = await stage.events.firstAttemptsOf(() => {
        workspace.announce({ kind: 'linkWritten', user, urls: [url] });
      });
      return deliveries;
    },
    editMessage: (message, text) => editMessage(message, user, text, stage),
    deleteMessage: (message) => deleteMessage(message, user, stage),
    click: (container, actionId, { block: blockId } = {}) =>
      interact({ user, container, actionId, blockId }, stage),
    selectOption: (container, actionId, choice, { block: blockId } = {}) =>
      interact({ user, container, actionId, blockId, choice }, stage),
    suggest: (container, actionId, query) => suggest({ user, container, actionId }, query, stage),
    submitView: (view, choices = {}) => submitView(user, view, choices, stage),
    closeView: (view) => closeView(user, view, stage),
    openHome: async (tab = 'home') => {
      const { deliveries } = await stage.events.firstAttemptsOf(() => {
        const view = stage.parts.views.home(user);
        workspace.announce({ kind: 'homeOpened', user, channel: directChannel(), tab, view });
      });
      return deliveries;
    },
    shortcut: (callbackId, message) => useShortcut(user, callbackId, message, stage),
  };
}

function useShortcut(
  user: string,
  callbackId: string,
  message: Message | undefined,
  stage: Stage,
): Promise<Delivery> {
  const { parts } = stage;
  const type = message === undefined ? 'shortcut' : 'message_action';
  const wanted = message === undefined ? 'global' : 'message';
  const known = parts.installation.manifest.features.shortcuts.some(
    (shortcut) => shortcut.callback_id === callbackId && shortcut.type === wanted,
  );
  if (!known) throw new Error(`The manifest has no ${wanted} shortcut ${callbackId}`);
  const base = { type, callback_id: callbackId, ...interactionBase(parts, user) };
  const onMessage = message === undefined ? {} : messageFields(user, message, stage);
  const body = { ...base, action_ts: parts.workspace.ids.ts(), ...onMessage };
  return sendInteraction({ kind: 'interaction', name: type, body, readsAnswer: false }, stage);
}

function messageFields(user: string, message: Message, { parts }: Stage): object {
  const { channel, ts } = message;
  const target = { channel, user, messageTs: undefined };
  return {
    channel: channelInPayload(parts, channel),
    message: toApiMessage(message, parts),
    message_ts: ts,
    response_url: parts.responseUrls.issue('actions', parts.workspace.team.id, target),
  };
}
