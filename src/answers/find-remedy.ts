import type { Article, Section } from '../content/article.ts';

/** What templates of runbooks that are widely used call the part that says what to do. */
const remedies =
  /^(?:(?:recommended|corrective) (?:actions?|steps)|mitigations?|remed(?:y|iation)|resolutions?|solutions?|fix|workarounds?|recovery|what to do|how to (?:fix|solve|resolve|mitigate)(?: it| this)?)$/iu;

const asking =
  /\bwhat (?:do|should|can|must|shall|would|could) (?:i|we|you) do\b|\bwhat (?:to do|now)\b|\bhow (?:do|can|should|could|would|to)(?: (?:i|we|you))? (?:fix|solve|resolve|mitigate|repair|recover)\b|\bhelp\W*$/iu;

/** The section of a runbook that says what to do, for who asks just that. */
export function findRemedy({ sections }: Article, text: string): Section | undefined {
  if (!asking.test(text)) return undefined;
  const [section, second] = sections.filter(({ heading }) => remedies.test(heading));
  // Each of several is for something else.
  return second === undefined ? section : undefined;
}
