/** Something in a message that is more than words: it notifies, or it can be followed. */
export type Entity =
  | { readonly kind: 'user' | 'usergroup' | 'channel' | 'team'; readonly id: string }
  | { readonly kind: 'broadcast'; readonly range: 'here' | 'channel' | 'everyone' }
  | { readonly kind: 'link'; readonly url: string; readonly label: string | undefined }
  | { readonly kind: 'date'; readonly url: string | undefined }
  /** A name as people type it, which Slack looks up itself: `@ada`, `#general`. */
  | { readonly kind: 'name'; readonly name: string };

const token = /<([^<>\n]+)>/g;
const bareUrl = /\b(?:https?:\/\/|www\.)[^\s<>|]+|\b[\w.+-]+@[\w-]+\.[\w.-]+\b/gi;
const bareName = /(?<![\p{L}\p{N}&/])[@#][\p{L}\p{N}][\p{L}\p{N}._-]*/gu;
const broadcastRanges = ['here', 'channel', 'everyone'] as const;

/** What is written in angle brackets. Escaped brackets are words, and so is what is no reference. */
export function findMarkup(text: string): readonly Entity[] {
  return [...text.matchAll(token)].flatMap(([, inside = '']) => readToken(inside) ?? []);
}

/** URLs and e-mail addresses that Slack links by itself. */
export function findBareLinks(text: string): readonly Entity[] {
  const urls = [...text.replaceAll(token, ' ').matchAll(bareUrl)];
  return urls.map(([url]) => ({ kind: 'link', url, label: undefined }));
}

/** Names that Slack looks up by itself where it is asked to. */
export function findBareNames(text: string): readonly Entity[] {
  const names = [...text.replaceAll(token, ' ').matchAll(bareName)].map(([name]) => name);
  return names.map((name): Entity => {
    const range = broadcastRanges.find((one) => name === `@${one}`);
    return range === undefined ? { kind: 'name', name } : { kind: 'broadcast', range };
  });
}

/** Links as Markdown writes them, for `markdown` blocks. */
export function findMarkdownLinks(text: string): readonly Entity[] {
  return [...text.matchAll(/\[([^\]\n]*)\]\(\s*<?([^)\s>]+)/g)].map(([, label = '', url = '']) => ({
    kind: 'link',
    url,
    label,
  }));
}

function readToken(inside: string): Entity | undefined {
  const bar = inside.indexOf('|');
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? undefined : inside.slice(bar + 1);
  const id = /^([@#])([A-Z0-9]+)$/.exec(target);
  if (id !== null) return { kind: id[1] === '@' ? 'user' : 'channel', id: id[2] ?? '' };
  const group = /^!subteam\^([A-Z0-9]+)$/.exec(target);
  if (group !== null) return { kind: 'usergroup', id: group[1] ?? '' };
  const range = broadcastRanges.find((one) => target === `!${one}`);
  if (range !== undefined) return { kind: 'broadcast', range };
  if (target.startsWith('!date^')) return { kind: 'date', url: target.split('^')[3] };
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(target) ? { kind: 'link', url: target, label } : undefined;
}
