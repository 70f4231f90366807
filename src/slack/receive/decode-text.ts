const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * What the person typed, from what Slack sent: `<#C1|deploy>` becomes `#deploy`, a link its label, and
 * `&lt;` `<`. A mention without a name says nothing to search for and is dropped.
 * Source: docs.slack.dev, "Slash commands" (should_escape) and "Formatting message text".
 */
export function decodeSlackText(text: string): string {
  return text
    .replaceAll(/<([^<>]*)>/g, (_, inner: string) => decodeToken(inner))
    .replaceAll(/&(?:lt|gt|amp);/g, (entity) => entities[entity] ?? entity)
    .trim();
}

function decodeToken(inner: string): string {
  const bar = inner.indexOf('|');
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? '' : inner.slice(bar + 1);
  if (target.startsWith('@')) return label && `@${label.replace(/^@/, '')}`;
  if (target.startsWith('#')) return label && `#${label.replace(/^#/, '')}`;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return label || target.replace(/^mailto:/, '');
}
