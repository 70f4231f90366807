/** True for an address with a scheme or a host: it leads to nothing in the content folder. */
export function isAbsolute(url: string): boolean {
  return /^(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(url);
}

/** The file and the `#fragment` (without `#`) of a relative link, still encoded; Docsify's is `?id=`. */
export function splitLink(url: string): { file: string; fragment: string } {
  const [, file = '', id = '', fragment = ''] =
    /^([^?#]*)(?:\?(?:id=([^#&]*))?[^#]*)?#?(.*)$/s.exec(url) ?? [];
  return { file, fragment: fragment || id };
}

/** A path or a slug as an address has it. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
