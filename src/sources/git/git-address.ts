import { isAbsolute, resolve } from 'node:path';

export type GitAddress =
  | {
      readonly kind: 'address';
      /** As git takes it; without a password. */
      readonly address: string;
      /** The only transport it needs. */
      readonly protocol: 'https' | 'http' | 'ssh' | 'git' | 'file';
      /** The user that the address names, for a token over https. */
      readonly user: string | undefined;
    }
  | { readonly kind: 'refused'; readonly message: string };

const forms =
  'write https://host/group/name, git@host:group/name.git, ssh://git@host/group/name, git://host/name, or the path of a folder';

/** Reads the address of a repository; a folder is looked for from `dir`. */
export function parseGitAddress(text: string, dir: string): GitAddress {
  if (text.includes('::'))
    return refuse(`isn't an address that Guidepost can fetch from; ${forms}`);
  if (/[\s\p{Cc}]/u.test(text)) return refuse(`has white space in it; ${forms}`);
  if (/^[\w+.-]+:\/\//.test(text)) return parseUrl(text);
  // As ssh writes it: user@host:path, where the part before the colon has no slash.
  if (/^(?:[\w.-]+@)?[\w.-]+:(?!\/\/)/.test(text) && !isAbsolute(text)) {
    return text.startsWith('-')
      ? refuse(`isn't an address; ${forms}`)
      : { kind: 'address', address: text, protocol: 'ssh', user: undefined };
  }
  return { kind: 'address', address: resolve(dir, text), protocol: 'file', user: undefined };
}

function parseUrl(text: string): GitAddress {
  const url = URL.parse(text);
  const protocol = url?.protocol.slice(0, -1);
  if (url === null || url.hostname.startsWith('-')) return refuse(`isn't an address; ${forms}`);
  if (url.password !== '') {
    return refuse(
      'has a password or token in it; put that in an environment variable and name it as "token"',
    );
  }
  switch (protocol) {
    case 'https':
    case 'http': {
      const user = decodeURIComponent(url.username);
      url.username = '';
      return { kind: 'address', address: url.href, protocol, user: user || undefined };
    }
    case 'ssh':
    case 'git':
      return { kind: 'address', address: text, protocol, user: undefined };
    case undefined:
    default:
      return refuse(`begins with ${url.protocol}//, which Guidepost can't fetch from; ${forms}`);
  }
}

function refuse(message: string): GitAddress {
  return { kind: 'refused', message };
}

/** Where a page is edited on the forges whose addresses are known; a pattern with `{file}`. */
export function editPattern(
  address: string,
  branch: string | undefined,
  folder: string,
): string | undefined {
  const match =
    /^https:\/\/(github\.com|gitlab\.com)\/([\w./-]+?)(?:\.git)?\/?$/.exec(address) ??
    /^(?:ssh:\/\/)?git@(github\.com|gitlab\.com)[:/]([\w./-]+?)(?:\.git)?$/.exec(address);
  if (match === null || branch === undefined) return undefined;
  const [, host = '', name = ''] = match;
  const route = host === 'github.com' ? 'edit' : '-/edit';
  const inner = folder === '' ? '' : `${folder}/`;
  return `https://${host}/${name}/${route}/${branch}/${inner}{file}`;
}

/** An absolute http or https address, with or without `{...}` in it. */
export function isHttpAddress(text: string): boolean {
  const url = URL.parse(text.replaceAll(/\{\w+\}/g, 'x'));
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  );
}
