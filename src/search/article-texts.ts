import { sectionText, type Article } from '../content/article.ts';
import type { IndexedText } from './collect-occurrences.ts';

/** An article as it is indexed: its names and summary first, then section by section. */
export function textsOf(article: Article): IndexedText[] {
  const { title, aliases, questions, summary, tags, sections } = article;
  const about = [title, ...aliases, ...questions, summary, ...tags];
  return [
    ...about.map((text) => ({ text, isHeading: false })),
    ...sections.flatMap((section) => [
      { text: section.heading, isHeading: true },
      { text: sectionText(section), isHeading: false },
    ]),
  ];
}
