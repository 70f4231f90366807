import { imageType } from './image-type.ts';

/** A file of the library by its path there; undefined for what may not be shown. */
export type ReadFile = (path: string, maxBytes: number) => Promise<Uint8Array | undefined>;

export interface Image {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const maxImageBytes = 10 * 1024 * 1024;

/** A picture that an article may show; `path` is untrusted. Undefined for any other kind of file. */
export async function loadImage(readFile: ReadFile, path: string): Promise<Image | undefined> {
  const type = imageType(path);
  const bytes = type === undefined ? undefined : await readFile(path, maxImageBytes);
  return type && bytes ? { type, bytes: Uint8Array.from(bytes) } : undefined;
}
