import type { Kinds } from '../../outbox/kind.ts';
import type { HomeSection } from '../home/create-home.ts';
import type { Listener } from '../receive/interaction.ts';
import type { Message, Reply } from '../reply/message.ts';

/** What is answered to a word that a feature added, such as `gaps`. */
export type AnswerWord = (userId: string) => Promise<Reply>;

/** What people can press, send, choose or type, and what is done about it. */
export interface Feature {
  /** By the button's id, or what it begins with where that ends in `_`. */
  readonly buttons?: Readonly<Record<string, Listener>>;
  /** By the modal's `callback_id`. */
  readonly forms?: Readonly<Record<string, Listener>>;
  /** By the `callback_id` in `manifest.yml`. */
  readonly shortcuts?: Readonly<Record<string, Listener>>;
  /** By what is typed behind the command, alone. */
  readonly words?: Readonly<Record<string, AnswerWord>>;
  /** Shown on the Home tab below what is there for everybody. */
  readonly homeSections?: readonly HomeSection[];
  /** What it says later, by the kind of item in the outbox. */
  readonly kinds?: Kinds<Message>;
}
