import { extname } from 'node:path';

/** A file of the library by its path there; undefined for what may not be shown. */
export type ReadFile = (path: string, maxBytes: number) => Promise<Uint8Array | undefined>;

export interface Image {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const maxImageBytes = 10 * 1024 * 1024;
const types: ReadonlyMap<string, string> = new Map([
  ['.avif', 'image/avif'],
  ['.gif', 'image/gif'],
  ['.jpeg', 'image/jpeg'],
  ['.jpg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.webp', 'image/webp'],
]);

/** The content type of a picture that articles may show, by its name; undefined for other files. */
export function imageType(path: string): string | undefined {
  return types.get(extname(path).toLowerCase());
}

/** A picture that an article may show; `path` is untrusted. Undefined for any other kind of file. */
export async function loadImage(readFile: ReadFile, path: string): Promise<Image | undefined> {
  const type = imageType(path);
  const bytes = type === undefined ? undefined : await readFile(path, maxImageBytes);
  return type && bytes ? { type, bytes: Uint8Array.from(bytes) } : undefined;
}
