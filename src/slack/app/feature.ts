import type { Middleware, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import type { ButtonPress } from '../receive/press.ts';
import type { Reply } from '../reply/message.ts';
import type { HomeSection } from '../home/create-home.ts';

/** What to do at the press of a button, with one word for the log on how it went. */
export type PressListener = (press: ButtonPress) => Promise<string>;

/** What to do with a modal that somebody has sent. */
export type FormListener = Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>>;

/** What is answered to a word that a feature added, such as `gaps`. */
export type AnswerWord = (userId: string) => Promise<Reply>;

/** What a room adds to the app, beside asking and digests. */
export interface Feature {
  /** By the button's id, or what it begins with where that ends in `_`. */
  readonly buttons?: readonly (readonly [string, PressListener])[];
  /** By the modal's `callback_id`. */
  readonly forms?: readonly (readonly [string, FormListener])[];
  /** By what is typed behind the command, alone. */
  readonly words?: readonly (readonly [string, AnswerWord])[];
  /** Shown on the Home tab below what is there for everybody. */
  readonly homeSections?: readonly HomeSection[];
}
