// "How big should it be" may be answered in words.
const asking = /\bhow (?:many|much|long|often|old|far|soon)\b/iu;
const amounts =
  /(?<![\p{L}\p{N}.])\d[\d,.]*(?![\p{L}\p{N}.])|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twice|daily|weekly|monthly|yearly|hourly|nightly|once an?|unlimited|(?:minute|hour|day|week|month|year)s?)\b/iu;

/** Whether a question asks for a number: "how many", "how long". */
export function asksForAmount(question: string): boolean {
  return asking.test(question);
}

/** Whether a text says a number, in digits or in words, or a span of time. */
export function saysAmount(text: string): boolean {
  return amounts.test(text);
}
