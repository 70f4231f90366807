/** Shortens to at most `max` UTF-16 units, at a word where there is one, ending in `…` when cut. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, '');
  const lastSpace = cut.search(/\s\S*$/u);
  const atWord = lastSpace > max / 2 ? cut.slice(0, lastSpace) : cut;
  return `${atWord.trimEnd()}…`;
}
