import { fileURLToPath } from 'node:url';

/** What is made once and kept between starts; deleting it does no harm. */
export const cacheDir = fileURLToPath(
  new URL('../node_modules/.cache/guidepost-demo/', import.meta.url),
);
