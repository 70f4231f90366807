import { extname } from 'node:path';

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
