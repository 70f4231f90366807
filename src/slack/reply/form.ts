import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { cutText } from './words.ts';
import { plain } from './rich-text.ts';

export interface FormSpec {
  /** Its `callback_id`: see `Feature`. */
  readonly id: string;
  /** Sent back with it. */
  readonly metadata?: string | undefined;
  readonly title: string;
  readonly submit: string;
  readonly close?: string;
  readonly blocks: readonly KnownBlock[];
}

/** A modal that is sent. */
export function formModal(spec: FormSpec): ModalView {
  const { id, metadata, title, submit, close = 'Cancel', blocks } = spec;
  return {
    type: 'modal',
    callback_id: id,
    ...(metadata !== undefined && { private_metadata: metadata }),
    title: plain(title),
    submit: plain(submit),
    close: plain(close),
    blocks: [...blocks],
  };
}

/** An input in a block of the same name, by which its answer is found: see `Interaction`. */
export function field(
  label: string,
  element: InputBlock['element'],
  more: Partial<Pick<InputBlock, 'block_id' | 'optional' | 'hint' | 'dispatch_action'>> = {},
): InputBlock {
  const { action_id: id } = element;
  return { type: 'input', ...(id && { block_id: id }), label: plain(label), element, ...more };
}

/** Beside each other as many as Slack takes, and the rest below. */
export function inGroups<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(values.length / size);
  return Array.from({ length: count }, (_, n) => values.slice(n * size, (n + 1) * size));
}

const maxOptionChars = 75;

/** What can be chosen, and what is chosen by that. */
export function option(label: string, value: string): PlainTextOption {
  return { text: plain(cutText(label, maxOptionChars)), value };
}
