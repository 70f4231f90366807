import type { WorkspaceView } from './api.ts';

export type Value = string | number | readonly string[];

interface PlainText {
  readonly text: string;
}

export interface Option {
  readonly text: PlainText;
  readonly value: string;
  readonly description?: PlainText;
}

/** An interactive element; the local Slack has checked its shape. */
export interface Element {
  readonly type: string;
  readonly action_id?: string;
  readonly text?: PlainText;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
  readonly accessibility_label?: string;
  readonly image_url?: string;
  readonly alt_text?: string;
  readonly placeholder?: PlainText;
  readonly multiline?: boolean;
  readonly max_length?: number;
  readonly min_query_length?: number;
  readonly options?: readonly Option[];
  readonly option_groups?: readonly {
    readonly label: PlainText;
    readonly options: readonly Option[];
  }[];
  readonly confirm?: {
    readonly title: PlainText;
    readonly text: PlainText;
  };
  readonly [initial: `initial_${string}`]: unknown;
}

/** What an input holds before anybody touches it. */
export function initialValue(element: Element): Value | undefined {
  const names = ['option', 'options', 'value', 'user', 'users', 'channel', 'channels'];
  const more = ['conversation', 'conversations', 'date', 'time', 'date_time'];
  for (const name of [...names, ...more]) {
    const initial = element[`initial_${name}`];
    if (initial !== undefined) return toValue(initial);
  }
  return undefined;
}

function toValue(initial: unknown): Value {
  if (Array.isArray(initial)) return initial.map((one) => String(toValue(one)));
  if (typeof initial === 'object' && initial !== null) return (initial as Option).value;
  return typeof initial === 'number' ? initial : String(initial);
}

/** What can be chosen: the element's own options, or the people or channels of this workspace. */
export function groupsOf(
  element: Element,
  view: WorkspaceView,
): readonly { readonly label: string | undefined; readonly options: readonly Option[] }[] {
  if (element.option_groups !== undefined) {
    return element.option_groups.map(({ label, options }) => ({ label: label.text, options }));
  }
  if (element.type.includes('users_select')) {
    const people = view.people.filter(({ role }) => role !== 'app');
    return [{ label: undefined, options: people.map(({ id, realName }) => option(id, realName)) }];
  }
  if (/channels_select|conversations_select/.test(element.type)) {
    const channels = view.channels.filter(({ kind }) => kind !== 'direct');
    return [{ label: undefined, options: channels.map(({ id, name }) => option(id, `#${name}`)) }];
  }
  return [{ label: undefined, options: element.options ?? [] }];
}

function option(value: string, text: string): Option {
  return { value, text: { text } };
}
