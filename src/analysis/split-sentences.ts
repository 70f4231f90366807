/** `[start, end)` in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// A mark that ends a sentence, closing quotes and brackets, and space; full-width marks need none.
const endPattern = /[.!?…]+["'”’)\]]*(?=\s)|[。！？]+/gu;
// What is written with a full stop in the middle of a sentence.
const abbreviationPattern =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|incl|no|fig|mr|mrs|ms|dr|st|[a-z])\.$/i;

/**
 * The sentences of a text, without the space between them.
 *
 * @param unbroken stretches that no sentence ends in, such as inline code
 */
export function splitSentences(text: string, unbroken: readonly Span[] = []): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(endPattern)) {
    const end = match.index + match[0].length;
    const next = /\S/u.exec(text.slice(end))?.[0] ?? '';
    const goesOn =
      /\p{Ll}/u.test(next) ||
      abbreviationPattern.test(text.slice(Math.max(start, end - 10), end)) ||
      unbroken.some((range) => range.start < end && end < range.end);
    if (goesOn) continue;
    spans.push(trim(text, start, end));
    start = end;
  }
  spans.push(trim(text, start, text.length));
  return spans.filter((span) => span.end > span.start);
}

function trim(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  return {
    start: start + part.length - part.trimStart().length,
    end: end - (part.length - part.trimEnd().length),
  };
}
