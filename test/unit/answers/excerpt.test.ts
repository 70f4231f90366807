import { describe, expect, it } from '@jest/globals';

import { findOpening, findPassage } from '../../../src/answers/excerpt.ts';
import { maxCodeChars, maxPassageChars } from '../../../src/answers/passage-parts.ts';
import { createMarkFinder } from '../../../src/answers/find-marks.ts';
import { sectionText, type Block, type Section } from '../../../src/content/article.ts';
import type { Passage } from '../../../src/answers/answer.ts';
import { tokenize } from '../../../src/analysis/tokenize.ts';
import { makeSection } from '../../helpers/make-article.ts';
import { shortArticle } from '../../helpers/make-library.ts';

const row = (text: string): Block => ({ kind: 'prose', from: 'table', text, code: [] });
const prose = (text: string): Block => ({ kind: 'prose', from: 'paragraph', text, code: [] });
const item = (text: string): Block => ({ kind: 'prose', from: 'list', text, code: [] });
const code = (text: string): Block => ({ kind: 'code', language: 'sh', text });
const sectionOf = (...blocks: Block[]): Section => makeSection({ heading: '', level: 0, blocks });
const partsOf = (passage: Passage | undefined): string[] | undefined =>
  passage?.parts.map(({ kind, pieces }) => `${kind}: ${pieces.map(({ text }) => text).join('')}`);
const filler = (letter: string, length = 300): string => letter.repeat(length);

function find(given: string | readonly Section[], words: string): Passage | undefined {
  const sections =
    typeof given === 'string' ? shortArticle({ slug: 'a', body: given }).sections : given;
  const body = sections.map(sectionText).join('\n');
  const asked = tokenize(words).flatMap(({ forms }) => forms.stems);
  const all = tokenize(body).filter(({ forms }) => asked.includes(forms.stems[0] ?? ''));
  const weights = new Map(asked.map((stem) => [stem, 1]));
  const findMarks = createMarkFinder({ weights, words: all.map(({ forms }) => forms.word) });
  return findPassage(sections, { findMarks, weights });
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
    expect(show(find(before(...table), 'retry'))).toMatch(/^First\.Then \*retry\* it\./);
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
    ).toMatch(/^\*Retry\* at once and with care\.\*Retry\* never\./);
  });

  it('cuts a long sentence between words around the match', () => {
    const body = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`.trim();
    const text = show(find(body, 'needle')) ?? '';
    expect(text).toMatch(/^…before( before)* \*needle\* after( after)*…$/);
    expect(text.length).toBeLessThanOrEqual(maxPassageChars + '…**…'.length);
  });

  it('begins long enough before the match to be understood, and says as much as fits', () => {
    const body = `${'before '.repeat(100)}needle ${'after '.repeat(100)}`.trim();
    const text = show(find(body, 'needle')) ?? '';
    const [before = '', after = ''] = text.split('*needle*');
    expect(before.length).toBe('…'.length + 17 * 'before '.length);
    expect(after.length).toBe(62 * ' after'.length + '…'.length);
  });

  it('shows the end of a sentence that only its end answers', () => {
    const body = `${'before '.repeat(100)}needle and thread.`;
    expect(show(find(body, 'needle'))).toMatch(/^…(before )+\*needle\* and thread\.$/);
  });

  it('cuts no inline code in the middle', () => {
    const text = `needle ${'after '.repeat(78)}a b c d e f g h i j k l m n o p ${'z'.repeat(40)}`;
    const start = text.indexOf('a b c');
    const block: Block = {
      ...{ kind: 'prose', from: 'paragraph', text },
      code: [{ start, end: start + 'a b c d e f g h i j k l m n o p'.length }],
    };
    expect(show(find([sectionOf(block)], 'needle'))).toBe(
      `*needle* ${'after '.repeat(78).trimEnd()}…`,
    );
  });

  it('cuts a word that is longer than a passage, and no character of it', () => {
    const long = `needle-${'x'.repeat(maxPassageChars - 8)}😀${'y'.repeat(50)}`;
    const text = find([sectionOf(prose(long))], 'needle')
      ?.parts.flatMap(({ pieces }) => pieces)
      .map(({ text }) => text)
      .join('');
    expect(text).toBe(`needle-${'x'.repeat(maxPassageChars - 8)}…`);
  });

  describe('of code that is too long to be read', () => {
    const lines = Array.from({ length: 60 }, (_, n) => `step ${n} --wait 10`);
    const script = (at: number, ...own: string[]): string =>
      [...lines.slice(0, at), ...own, ...lines.slice(at)].join('\n');

    it('shows the line that answers', () => {
      const blocks = [prose('Run it.'), code(script(30, '  start --pump  ', ''))];
      expect(partsOf(find([sectionOf(...blocks)], 'pump'))).toEqual([
        'text: Run it.',
        'code:   start --pump',
      ]);
    });

    it('shows two lines that say more together, if nothing stands between them', () => {
      const both = [code(script(30, 'start --pump', 'set --valve'))];
      expect(partsOf(find([sectionOf(...both)], 'pump valve'))).toEqual([
        'code: start --pump\nset --valve',
      ]);
      const apart = [code(script(30, 'start --pump', '', 'set --valve'))];
      expect(partsOf(find([sectionOf(...apart)], 'pump valve'))).toEqual(['code: start --pump']);
    });

    it('shows as much as fits of a line without an end', () => {
      const [only] = partsOf(find([sectionOf(code(`pump ${'a '.repeat(400)}`))], 'pump')) ?? [];
      expect(only).toMatch(/^code: pump (a )*a\n…$/);
      expect(only?.length).toBe('code: '.length + maxCodeChars + '\n…'.length);
    });

    it('shows all of what can be read as a whole', () => {
      const whole = `${'a\n'.repeat((maxCodeChars - 4) / 2)}pump`;
      expect(partsOf(find([sectionOf(code(whole))], 'pump'))).toEqual([`code: ${whole}`]);
    });
  });

  it('looks inside identifiers when the word stands nowhere else', () => {
    expect(show(find('Set maxRetries there.', 'retries'))).toBe('Set *maxRetries* there.');
  });

  describe('leads into what a sentence is about to say', () => {
    it('a list, and goes on behind it', () => {
      const blocks = [prose('To start the pump:'), item('Close it.'), item('Wait.'), prose('So.')];
      expect(partsOf(find([sectionOf(...blocks)], 'start pump'))).toEqual([
        'text: To start the pump:',
        'item: Close it.',
        'item: Wait.',
        'text: So.',
      ]);
    });

    it('a long list, as far as it fits', () => {
      const items = Array.from({ length: 9 }, (_, i) => item(`${'word '.repeat(20)}${i}.`));
      const parts = partsOf(find([sectionOf(prose('To start the pump:'), ...items)], 'start pump'));
      expect(parts?.length).toBe(8);
      expect(parts?.at(-1)).toMatch(/^item: (word ){20}\d\. …$/);
    });

    it('code', () => {
      expect(
        partsOf(find([sectionOf(prose('To start the pump:'), code('pump --on'))], 'start pump')),
      ).toEqual(['text: To start the pump:', 'code: pump --on']);
    });

    it('nothing: then what says less is shown', () => {
      const body = 'Said:\nTo start the pump:\n## Next\nThe pump starts by itself at noon.';
      expect(show(find(body, 'start pump'))).toBe('The *pump* *starts* by itself at noon.');
    });

    it.each([
      ['a list', item('Close it.')],
      ['code', code('on')],
    ])('%s, which makes it say no less', (_, next) => {
      const later = makeSection({ heading: 'Later', blocks: [prose('Paint a pump.')] });
      const sections = [sectionOf(prose('So:'), prose('To start the pump:'), next), later];
      expect(partsOf(find(sections, 'start pump'))).toContain('text: To start the pump:');
      expect(find(sections, 'start pump')?.parts[1]?.pieces[1]?.matched).toBe(true);
    });

    it('not a paragraph, nor a sentence that ends in a full stop', () => {
      const later = makeSection({ heading: 'Later', blocks: [prose('The pump starts.')] });
      const sections = [sectionOf(prose('Start the pump:'), prose(filler('a'))), later];
      expect(show(find(sections, 'start pump'))).toMatch(/^The \*pump\* \*starts\*\./);
    });

    it('and an item far down a list brings what its lead says last', () => {
      const items = ['a', 'b', 'c'].map((letter) => item(filler(letter)));
      const blocks = [prose('Look around. For the desk:'), ...items, item('Ask for the lamp.')];
      expect(partsOf(find([sectionOf(...blocks)], 'lamp'))).toEqual([
        'text: For the desk: …',
        'item: Ask for the lamp.',
      ]);
    });

    it('and an item behind a paragraph of its own does without what does not fit', () => {
      const blocks = [prose(`${filler('a', 600)}.`), item(filler('b')), item('Ask for the lamp.')];
      expect(partsOf(find([sectionOf(...blocks)], 'lamp'))).toEqual(['item: Ask for the lamp.']);
    });

    it('and code brings the paragraph before it, however that ends', () => {
      const blocks = [filler('a', 800), 'Wait a minute. Then run this.'].map(prose);
      expect(partsOf(find([sectionOf(...blocks, code('lamp --on'))], 'lamp'))).toEqual([
        'text: Wait a minute. Then run this.',
        'code: lamp --on',
      ]);
    });

    it('and code behind code, a list or nothing stands alone', () => {
      const long = code(filler('a', 800));
      expect(partsOf(find([sectionOf(long, code('lamp --on'))], 'lamp'))).toEqual([
        'code: lamp --on',
      ]);
    });

    it.each(['For the desk:', 'You need none if'])(
      'and an item brings the sentence that leads to it: %s',
      (lead) => {
        const blocks = [prose(lead), item('Ask Ada.'), item('Ask for the green lamp.')];
        expect(partsOf(find([sectionOf(...blocks)], 'lamp'))).toEqual([
          `text: ${lead}`,
          'item: Ask Ada.',
          'item: Ask for the green lamp.',
        ]);
      },
    );
  });

  it('lets a sentence of a few words be explained by its neighbour', () => {
    const body = 'Retry it. But not when the other side has said that it is closed for good.';
    expect(show(find(body, 'retry'))).toBe(body.replace('Retry', '*Retry*'));
    expect(show(find('Wait for the lamp to go out first. Then retry.', 'retry'))).toBe(
      'Wait for the lamp to go out first. Then *retry*.',
    );
  });

  describe('shows what is around it in its section', () => {
    it('all of a short one', () => {
      expect(show(find('First.\nThen retry.\nAt last, rest.', 'retry'))).toBe(
        'First.Then *retry*.At last, rest.',
      );
    });

    it('what it says first, where not all before it fits, and what comes next', () => {
      const body = ['First.', filler('a'), filler('b'), filler('c'), 'Then retry.', 'Rest.'];
      expect(show(find(body.join('\n'), 'retry'))).toBe('First. …Then *retry*.Rest.');
    });

    it('the rows of a table that its section begins with, as far as there is room', () => {
      const table = [row('Who | Where'), row('Desk | 0800'), row(`Chat | ${filler('x', 290)}`)];
      const blocks = [...table, prose('Then retry at once.')];
      expect(partsOf(find([sectionOf(...blocks)], 'retry'))).toEqual([
        'text: Who: Desk; Where: 0800…',
        'text: Then retry at once.',
      ]);
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
      const items = ['a', 'b', 'c'].map((letter) => item(filler(letter, 800)));
      const blocks = [prose('Then retry.'), prose('You need none if'), ...items];
      expect(show(find([sectionOf(...blocks)], 'retry'))).toBe('Then *retry*.');
    });
  });

  describe('adds what the article says elsewhere', () => {
    const sections = (...second: Block[]): readonly Section[] => [
      sectionOf(prose('Start the pump at noon.'), prose(filler('a', 700))),
      makeSection({ heading: 'Lamps', level: 2, blocks: [prose(filler('b', 700))] }),
      makeSection({ heading: 'Alarms', level: 2, blocks: second }),
    ];
    const first = 'text: Start the pump at noon.';

    it('under the heading that it stands under', () => {
      const alarms = [prose('The pump alarm rings.'), prose('Then wait.')];
      expect(partsOf(find(sections(...alarms), 'pump'))).toEqual([
        `${first} …`,
        'heading: Alarms',
        'text: The pump alarm rings.',
        'text: Then wait.',
      ]);
    });

    it('without a heading that the first part stands under already', () => {
      const texts = ['Alarms ring.', filler('c'), filler('d'), 'The pump alarm rings.'];
      const alarms = makeSection({ heading: 'Alarms', level: 2, blocks: texts.map(prose) });
      expect(partsOf(find([sectionOf(prose('Start the pump.')), alarms], 'pump'))).toEqual([
        'text: Start the pump.',
        'heading: Alarms',
        'text: Alarms ring.',
        `text: ${filler('c')}…`,
        'text: The pump alarm rings.',
      ]);
    });

    it('without a heading or a gap where it goes on at once', () => {
      const blocks = ['Start the pump.', filler('a', 480), 'The pump starts.'].map(prose);
      expect(partsOf(find([sectionOf(...blocks)], 'start pump'))).toEqual([
        'text: Start the pump.',
        `text: ${filler('a', 480)}`,
        'text: The pump starts.',
      ]);
    });

    it('not where that says much less', () => {
      const alarms = [prose('Wait.'), prose('The alarm rings.')];
      const passage = find(sections(...alarms), 'start pump noon alarm');
      expect(partsOf(passage)?.slice(0, 2)).toEqual([first, `text: ${filler('a', 500)}…`]);
    });

    it('and says nothing twice', () => {
      const blocks = ['Start the pump.', 'The pump starts.'].map(prose);
      expect(partsOf(find([sectionOf(...blocks)], 'start pump'))).toEqual([
        'text: Start the pump.',
        'text: The pump starts.',
      ]);
    });

    it('not to who asked for the section by its name', () => {
      const all = sections(prose('The pump alarm rings.'));
      const search = {
        findMarks: createMarkFinder({ weights: new Map([['pump', 1]]), words: ['pump'] }),
        weights: new Map([['pump', 1]]),
        end: 1,
      };
      expect(partsOf(findPassage(all, search))).toContain('text: The pump alarm rings.');
      expect(partsOf(findPassage(all, { ...search, isCalled: true }))).not.toContain(
        'text: The pump alarm rings.',
      );
    });
  });

  it('finds nothing where no term stands', () => {
    expect(find('Some prose.', 'needle')).toBeUndefined();
  });
});

describe('findOpening', () => {
  const open = (...sections: Section[]) =>
    partsOf(findOpening(sections, { findMarks: () => [], weights: new Map() }));

  it('is what comes first as prose, with what comes next', () => {
    const first = sectionOf(code('pump --on'), prose('Start it. Then wait.'));
    const next = makeSection({ heading: 'Later', blocks: [prose('Rest.')] });
    expect(open(sectionOf(code('x')), sectionOf(prose('')), first, next)).toEqual([
      'code: pump --on',
      'text: Start it. Then wait.',
      'heading: Later',
      'text: Rest.',
    ]);
  });

  it('begins behind what is set apart in front of the text, which stays where there is room', () => {
    const quote: Block = { kind: 'prose', from: 'quote', text: 'Since 2024.', code: [] };
    const opened = (...blocks: Block[]) => open(sectionOf(quote, ...blocks));
    expect(opened(prose('It starts.'))).toEqual(['text: Since 2024.', 'text: It starts.']);
    expect(opened(prose(`It starts. ${filler('A', 600)}`))).toContain('text: It starts.');
    expect(opened()).toEqual(['text: Since 2024.']);
  });

  it('is two sentences of a long paragraph, if they can be read as one', () => {
    const long = (second: string): string => `Start it. ${second} ${filler('A', 500)}`;
    expect(open(sectionOf(prose(long('Then wait.'))))).toEqual(['text: Start it. Then wait.']);
    expect(open(sectionOf(prose(`Start it. ${filler('B', 600)}`)))).toEqual(['text: Start it.']);
  });

  it('is nothing where nothing is prose', () => {
    expect(open(sectionOf(code('pump --on')), sectionOf())).toBeUndefined();
    expect(open()).toBeUndefined();
  });

  it('has what is sought marked', () => {
    const passage = findOpening([sectionOf(prose('Start it.'))], {
      findMarks: () => [{ start: 0, end: 5, stems: ['start'] }],
      weights: new Map(),
    });
    expect(show(passage)).toBe('*Start* it.');
  });
});
