import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { errorCode } from '../content/error-code.ts';
import { imageType } from './image-type.ts';

export interface Image {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const maxImageBytes = 10 * 1024 * 1024;
const missing = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/**
 * A picture of the content folder; `path` is untrusted. Undefined for anything that is not a
 * picture inside the folder: no other kind of file, nothing hidden, no link that leads out.
 */
export async function loadImage(contentDir: string, path: string): Promise<Image | undefined> {
  if (path.includes('\0')) return undefined;
  try {
    const root = await realpath(contentDir);
    const file = await realpath(join(root, path));
    const type = imageType(file);
    if (type === undefined || !isVisibleInside(root, file)) return undefined;
    const entry = await stat(file);
    if (!entry.isFile() || entry.size > maxImageBytes) return undefined;
    return { type, bytes: await readFile(file) };
  } catch (error) {
    if (missing.has(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** A file of any source by the path that the library gives it; undefined for what may not be shown. */
export type ReadFile = (path: string, maxBytes: number) => Promise<Uint8Array | undefined>;

/** A picture of a source that is no folder of ours, such as a repository. */
export async function loadSourceImage(
  readFile: ReadFile,
  path: string,
): Promise<Image | undefined> {
  const type = imageType(path);
  const bytes = type === undefined ? undefined : await readFile(path, maxImageBytes);
  return type && bytes ? { type, bytes: Uint8Array.from(bytes) } : undefined;
}

/** Names that begin with a dot are hidden, and `..` leads out. */
function isVisibleInside(root: string, file: string): boolean {
  return relative(root, file)
    .split(sep)
    .every((name) => !name.startsWith('.'));
}
