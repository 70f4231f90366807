import { createHash } from 'node:crypto';
import { sectionText, type Article } from '../content/article.ts';

/** A piece of an article that is small enough to mean one thing. */
export interface MeaningPassage {
  /** Which of the article's sections it is from; undefined for what is said of the whole article. */
  readonly section: number | undefined;
  /** How many words of the section stand before it. */
  readonly from: number;
  /** With title and heading in front, since a paragraph alone rarely says what it is about. */
  readonly text: string;
  /** Of `text`: the same text has the same vector wherever it stands. Hex, 32 digits. */
  readonly hash: string;
}

/** Some 200 tokens of English: the model reads 256, title and heading included. */
const maxWords = 140;
/** Code means little to a sentence model, and a log pasted into an article has no end. */
const maxPassagesPerSection = 12;

/** What stands for an article when meanings are compared: its title and summary, the questions it answers, its text. */
export function cutPassages(article: Article): readonly MeaningPassage[] {
  const { title, summary, questions, aliases, sections } = article;
  const whole = [`${title}. ${summary}`, ...questions, ...aliases].map((text) =>
    passageOf(undefined, 0, text),
  );
  const parts = sections.flatMap((section, number) => {
    const words = sectionText(section).split(/\s+/u).filter(Boolean);
    if (words.length === 0) return [];
    const opening = section.heading === '' ? title : `${title}. ${section.heading}`;
    // Equal parts: a last one of three words would mean nothing.
    const count = Math.min(Math.ceil(words.length / maxWords), maxPassagesPerSection);
    const size = Math.min(Math.ceil(words.length / count), maxWords);
    return Array.from({ length: count }, (_, part) =>
      passageOf(
        number,
        part * size,
        `${opening}\n${words.slice(part * size, (part + 1) * size).join(' ')}`,
      ),
    );
  });
  return [...whole, ...parts];
}

function passageOf(section: number | undefined, from: number, text: string): MeaningPassage {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { section, from, text, hash };
}
