import { createHash } from 'node:crypto';

/**
 * Hex SHA-256 over what a reader sees, so that tags, owner or date alone never make an article
 * "updated", nor do line ends, white space at the end of a line or empty lines around the body.
 */
export function fingerprint(article: {
  readonly title: string;
  readonly summary: string;
  readonly markdown: string;
}): string {
  const body = article.markdown
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd();
  return createHash('sha256')
    .update(JSON.stringify([article.title, article.summary, body]))
    .digest('hex');
}
