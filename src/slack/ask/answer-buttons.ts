import { freshState, parseAnswerState } from './answer-state.ts';
import type { Answerer, Setting } from './answer-request.ts';
import type { Reply } from '../reply/message.ts';
import type { ButtonPress } from './button-press.ts';

/** The private reply whose button was pressed: still private, still to share from. */
export function settingOf(press: ButtonPress): Setting {
  const { isEphemeral, thread, user } = press;
  return {
    audience: 'asker',
    ...((isEphemeral || thread !== undefined) && { sharer: user }),
    sharesInThread: thread !== undefined,
  };
}

/** More results, back, and "search instead for": another page of the same answer, in its place. */
export async function showPage(answerer: Answerer, press: ButtonPress): Promise<string> {
  const state = parseAnswerState(press.value);
  if (state === undefined) return 'unreadable button';
  return await replaceWith(press, await answerer.answerState(state, settingOf(press)));
}

/** A question to begin with. In a direct conversation the greeting stays, and the answer follows it. */
export async function askExample(answerer: Answerer, press: ButtonPress): Promise<string> {
  const state = parseAnswerState(press.value);
  if (state === undefined || press.isEphemeral || !press.channel.startsWith('D')) {
    return showPage(answerer, press);
  }
  const { message, outcome } = await answerer.answerState(state, settingOf(press));
  await press.respond(message, { visibility: 'in_channel' });
  return outcome;
}

/** The articles of one topic, with a way back to all of them. */
export async function showTopic(answerer: Answerer, press: ButtonPress): Promise<string> {
  const state = { ...freshState(`#${press.value}`), fromTopics: true };
  return await replaceWith(press, await answerer.answerState(state, settingOf(press)));
}

export async function showTopics(answerer: Answerer, press: ButtonPress): Promise<string> {
  const reply = await answerer.answerRequest({ kind: 'topics' }, settingOf(press));
  return await replaceWith(press, reply);
}

async function replaceWith(press: ButtonPress, { message, outcome }: Reply): Promise<string> {
  await press.respond(message, { replaceOriginal: true });
  return outcome;
}
