import { describe, expect, it } from '@jest/globals';

import { findPassage, maxPassageChars } from '../../../src/answers/excerpt.ts';
import { createMarkFinder } from '../../../src/answers/find-marks.ts';
import { sectionText, type Block, type Section } from '../../../src/content/article.ts';
import type { Passage } from '../../../src/answers/answer.ts';
import { tokenize } from '../../../src/search/tokenize.ts';
import { makeSection } from '../../helpers/make-article.ts';
import { shortArticle } from '../../helpers/make-library.ts';

function row(text: string): Block {
  return { kind: 'prose', from: 'table', text, code: [] };
}

function find(given: string | readonly Section[], words: string): Passage | undefined {
  const sections =
    typeof given === 'string' ? shortArticle({ slug: 'a', body: given }).sections : given;
  const body = sections.map(sectionText).join('\n');
  const asked = tokenize(words).flatMap(({ forms }) => forms.stems);
  const all = tokenize(body).filter(({ forms }) => asked.includes(forms.stems[0] ?? ''));
  const weights = new Map(asked.map((stem) => [stem, 1]));
  const findMarks = createMarkFinder({ weights, words: all.map(({ forms }) => forms.word) });
  return findPassage(sections, findMarks, weights);
}

/** `*matched*`, `` `code` ``. */
function show(passage: Passage | undefined): string | undefined {
  return passage?.parts
    .flatMap(({ pieces }) => pieces)
    .map(({ text, matched, code }) =>
      (code ? `\`${text}\`` : text).replace(/.*/s, matched ? '*$&*' : '$&'),
    )
    .join('');
}

describe('findPassage', () => {
  it('shows the sentence that says most, with every form of the words marked', () => {
    const body = `Wait first. Keep the last image and roll back by deploying it. X${'x'.repeat(500)}`;
    expect(show(find(body, 'rolled back deploy'))).toBe(
      'Keep the last image and *roll* *back* by *deploying* it.',
    );
  });

  it('goes on to the end of the paragraph as far as there is room', () => {
    const body = `Wait first. Roll back at once. Then look around. X${'x'.repeat(470)}`;
    expect(show(find(body, 'roll'))).toBe('*Roll* back at once. Then look around.');
  });

  it('prefers two sentences that say more together', () => {
    const body = `Retry late. Nothing here. Retry with care. Use jitter. X${'x'.repeat(500)}`;
    expect(show(find(body, 'retries jitter'))).toBe('*Retry* with care. Use *jitter*.');
  });

  it('keeps inline code whole and known as code', () => {
    expect(show(find('Set `max. retries = 3` there, and no less.', 'retries'))).toBe(
      'Set `max. `*`retries`*` = 3` there, and no less.',
    );
  });

  it('shows code, behind the sentence before it, when only code matches', () => {
    const passage = find('Some prose.\n    pip install celery', 'celery');
    expect(passage).toEqual({
      parts: [
        { kind: 'text', pieces: [{ text: 'Some prose.', matched: false, code: false }] },
        {
          kind: 'code',
          pieces: [
            { text: 'pip install ', matched: false, code: true },
            { text: 'celery', matched: true, code: true },
          ],
        },
      ],
    });
  });

  it('prefers prose to code and to a row of a table that says as much', () => {
    const { sections } = shortArticle({ slug: 'a', body: '# a\nFirst.\nThen retry it.' });
    const before = (...blocks: Block[]): readonly Section[] => [
      makeSection({ heading: '', level: 0, blocks }),
      ...sections,
    ];
    const code: Block = { kind: 'code', language: 'sh', text: 'retry()' };
    const table = [row('Case | Action'), row('a | retry')];
    expect(show(find(before(code), 'retry'))).toBe('First.Then *retry* it.');
    expect(show(find(before(...table), 'retry'))).toBe('First.Then *retry* it.');
  });

  it('shows a row of a table as one, with the headings of its columns', () => {
    const blocks = [row('Case | Action'), row('Timeout. Once | retry')];
    const section: Section = { heading: '', level: 0, anchor: '', blocks };
    expect(show(find([section], 'retry'))).toBe('Case: Timeout. Once; Action: *retry*');
  });

  it('prefers what a section says first', () => {
    expect(
      show(
        find('Nothing.\nRetry late.\n## Next\nRetry at once and with care.\nRetry never.', 'retry'),
      ),
    ).toBe('*Retry* at once and with care.*Retry* never.');
  });

  it('cuts a long sentence between words around the match', () => {
    const body = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`.trim();
    const text = show(find(body, 'needle')) ?? '';
    expect(text).toMatch(/^…before( before)* \*needle\* after( after)*…$/);
    expect(text.length).toBeLessThanOrEqual(maxPassageChars + '…**…'.length);
  });

  it('looks inside identifiers when the word stands nowhere else', () => {
    expect(show(find('Set maxRetries there.', 'retries'))).toBe('Set *maxRetries* there.');
  });

  describe('leads into what a sentence is about to say', () => {
    const prose = (text: string): Block => ({ kind: 'prose', from: 'paragraph', text, code: [] });
    const item = (text: string): Block => ({ kind: 'prose', from: 'list', text, code: [] });
    const code = (text: string): Block => ({ kind: 'code', language: 'sh', text });
    const partsOf = (blocks: Block[], words: string): string[] | undefined =>
      find([makeSection({ heading: '', level: 0, blocks })], words)?.parts.map(
        ({ kind, pieces }) => `${kind}: ${pieces.map(({ text }) => text).join('')}`,
      );

    it('a list, and goes on behind it', () => {
      const blocks = [prose('To start the pump:'), item('Close it.'), item('Wait.'), prose('So.')];
      expect(partsOf(blocks, 'start pump')).toEqual([
        'text: To start the pump:',
        'item: Close it.',
        'item: Wait.',
        'text: So.',
      ]);
    });

    it('a long list, as far as it fits', () => {
      const items = Array.from({ length: 9 }, (_, i) => item(`${'word '.repeat(20)}${i}.`));
      const parts = partsOf([prose('To start the pump:'), ...items], 'start pump');
      expect(parts?.length).toBe(8);
      expect(parts?.at(-1)).toMatch(/^item: (word ){20}\d\. …$/);
    });

    it('code', () => {
      expect(partsOf([prose('To start the pump:'), code('pump --on')], 'start pump')).toEqual([
        'text: To start the pump:',
        'code: pump --on',
      ]);
    });

    it('nothing: then what says less is shown', () => {
      const body = 'Said:\nTo start the pump:\n## Next\nThe pump starts by itself at noon.';
      expect(show(find(body, 'start pump'))).toBe('The *pump* *starts* by itself at noon.');
    });

    it('and an item brings the sentence that leads to it', () => {
      const blocks = [prose('For the desk:'), item('Ask Ada.'), item('Ask for the green lamp.')];
      expect(partsOf(blocks, 'lamp')).toEqual([
        'text: For the desk:',
        'item: Ask Ada.',
        'item: Ask for the green lamp.',
      ]);
    });
  });

  it('lets a sentence of a few words be explained by its neighbour', () => {
    const body = 'Retry it. But not when the other side has said that it is closed for good.';
    expect(show(find(body, 'retry'))).toBe(body.replace('Retry', '*Retry*'));
    expect(show(find('Wait for the lamp to go out first. Then retry.', 'retry'))).toBe(
      'Wait for the lamp to go out first. Then *retry*.',
    );
  });

  describe('shows what is around it in its section', () => {
    const filler = (letter: string): string => letter.repeat(300);

    it('all of a short one', () => {
      expect(show(find('First.\nThen retry.\nAt last, rest.', 'retry'))).toBe(
        'First.Then *retry*.At last, rest.',
      );
    });

    it('what it says first, where not all before it fits, and what comes next', () => {
      const body = ['First.', filler('a'), filler('b'), filler('c'), 'Then retry.', 'Rest.'];
      expect(show(find(body.join('\n'), 'retry'))).toBe('First. …Then *retry*.Rest.');
    });

    it('no row of a table but the one that answers', () => {
      const blocks = ['First.', 'Case | Action', 'a | wait', 'b | retry', 'c | rest'].map(
        (text, i): Block =>
          i === 0 ? { kind: 'prose', from: 'paragraph', text, code: [] } : row(text),
      );
      expect(show(find([makeSection({ heading: '', level: 0, blocks })], 'retry'))).toBe(
        'First. …Case: b; Action: *retry*',
      );
    });

    it('what comes behind its section, under its heading', () => {
      expect(show(find('Then retry.\n## Or else\nRest.', 'retry'))).toBe(
        'Then *retry*.Or elseRest.',
      );
    });

    it('no heading of what no longer fits', () => {
      const body = `Then retry.\n## Or else\n${filler('a')}${filler('b')}${filler('c')}`;
      expect(show(find(body, 'retry'))).toBe('Then *retry*.');
    });

    it('nothing that leads to what no longer fits', () => {
      const body = `Then retry.\nTo rest:\n${filler('a')}${filler('b')}${filler('c')}`;
      expect(show(find(body, 'retry'))).toBe('Then *retry*.');
    });
  });

  it('finds nothing where no term stands', () => {
    expect(find('Some prose.', 'needle')).toBeUndefined();
  });
});
