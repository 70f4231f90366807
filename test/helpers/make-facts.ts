import type { ArticleFacts } from '../../src/digest/digest-store.ts';

/** What a digest knows of an article; a test names only what matters to it. */
export function makeFacts(slug: string, changes: Partial<ArticleFacts> = {}): ArticleFacts {
  return {
    slug,
    source: '',
    fingerprint: `${slug}-1`,
    minor: false,
    updated: undefined,
    ...changes,
  };
}
