import { describe, expect, it } from '@jest/globals';
import { chooseSection, type ChosenSection } from '../../../src/answers/choose-section.ts';
import { parseQuestion } from '../../../src/answers/parse-question.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { shortArticle } from '../../helpers/make-library.ts';

/** The section that a question leads to, in an article about a pump. */
function choose(question: string, body: string): ChosenSection | undefined {
  const index = buildArticleIndex([shortArticle({ slug: 'pump', title: 'The pump', body })], {
    synonyms: [],
  });
  const parsed = parseQuestion(question);
  const { hits, query, isCalled } = index.search(parsed);
  return hits[0] && chooseSection(hits[0], query, parsed, isCalled);
}

const sectionFor = (question: string, body: string): string | undefined =>
  choose(question, body)?.section?.heading;

describe('the section to lead to', () => {
  it('is the one called by what the title leaves open, though another says it more often', () => {
    const body = '## Parts\nOil, oil and more oil goes into it.\n## Oil\nFill it up.';
    expect(sectionFor('pump oil', body)).toBe('Oil');
  });

  it('is not the one whose heading says that and more', () => {
    const body = '## Parts\nOil, oil and more oil goes into it.\n## Oil in winter\nThin it.';
    const called = '## Parts\nOil, oil and more oil goes into it.\n## Winter oil\nThin it.';
    expect(sectionFor('pump winter oil', body)).toBe('Oil in winter');
    expect(sectionFor('pump winter oil', called)).toBe('Winter oil');
    expect(
      sectionFor('pump oil', '## Oil and gas\nNo.\n## Filling\nOil, oil, oil.\n## Oil\nYes.'),
    ).toBe('Oil');
  });

  describe('for who asks what to do', () => {
    const remedy = (question: string, heading: string): string | undefined =>
      sectionFor(
        question,
        `## Meaning\nOil leaks, and oil is everywhere.\n## ${heading}\nClose it.`,
      );

    it.each([
      'the pump leaks oil, what do we do?',
      'the pump leaks oil. What should I do',
      'the pump leaks oil. What now',
      'the pump leaks oil, what to do',
      'how do I fix a pump that leaks oil',
      'how to mitigate a pump that leaks oil',
      'pump leaks oil, help!',
    ])('is what a runbook says to do: %s', (question) => {
      expect(remedy(question, 'Mitigation')).toBe('Mitigation');
    });

    it.each([
      'Mitigations',
      'Recommended Actions',
      'Corrective steps',
      'Remedy',
      'Remediation',
      'Resolution',
      'Solutions',
      'Fix',
      'Workaround',
      'Recovery',
      'What to do',
      'How to fix it',
      'How to resolve',
    ])('is the part called %s', (heading) => {
      expect(choose('the pump, what do we do', `Oil.\n## ${heading}\nClose it.`)).toMatchObject({
        section: { heading },
        isCalled: true,
      });
    });

    it.each(['Fixtures', 'The mitigation plan of 2019', 'No solution', 'Steps'])(
      'is no part called %s',
      (heading) => {
        expect(remedy('the pump leaks oil, what do we do', heading)).toBe('Meaning');
      },
    );

    it('is what else was asked, where nobody asks that or each of several is for something', () => {
      const two = '## Oil leaks\nOil.\n### Solution\nWipe.\n## Gas leaks\nGas.\n### Solution\nRun.';
      expect(sectionFor('the pump leaks oil, what do we do', two)).toBe('Oil leaks');
      for (const question of [
        'why does the pump leak oil',
        'how do I get oil for the pump',
        'does oil help where the pump leaks',
      ]) {
        expect(remedy(question, 'Mitigation')).toBe('Meaning');
      }
    });
  });

  it('is none before the first heading', () => {
    expect(sectionFor('pump oil', 'Oil, oil and more oil.\n## Parts\nNone.')).toBeUndefined();
  });

  it('counts for nothing where only the title has what was asked', () => {
    const body = 'Oil it.\n## Parts\nA wheel.';
    expect(sectionFor('pump or so', body)).toBeUndefined();
  });

  it('is the one that matched, not the text before the first heading', () => {
    const body =
      'Where failed jobs go when no retry helps.\n## Replay\nSend the message again by hand.';
    expect(sectionFor('replay message', body)).toBe('Replay');
    expect(sectionFor('failed jobs', body)).toBeUndefined();
  });

  it('is the first that says as much, unless a later one is called by it', () => {
    const sectionIn = (first: string, heading: string): string | undefined => {
      const later = `## ${heading}\nValve, turn, valve, turn, valve, turn.`;
      const body = `## By hand\n${first} when the lamp beside it is red again.\n${later}`;
      return sectionFor('turn valve', body);
    };
    const once = 'Turn the valve';
    expect(sectionIn(`${once}. ${once} back`, 'Details')).toBe('By hand');
    expect(sectionIn(once, 'Turning the valve')).toBe('Turning the valve');
  });

  it('is one only when it and the title have nearly all that was found', () => {
    const body = 'The valve, the gauge and the hose are old.\n## Care\nOil the valve.';
    expect(sectionFor('pump valve oil', body)).toBe('Care');
    expect(sectionFor('valve gauge hose oil', body)).toBeUndefined();
    expect(sectionFor('pump', body)).toBeUndefined();
  });

  it('is none for who calls the article by its name', () => {
    const body = 'Oil it.\n## Parts\nA pump, the pump, pumps.\n## The pump\nA pump.';
    expect(choose('the pump', body)).toEqual({ section: undefined, isCalled: false });
  });

  it('was called where its heading has all that was asked but for the title, and nothing else', () => {
    const body = '## Oil for the pump\nOil, and more.\n## Winter\nWinter is cold, a cold winter.';
    expect(choose('pump oil', body)?.isCalled).toBe(true);
    expect(choose('oil it', body)?.isCalled).toBe(false);
    expect(choose('pump winter cold', body)).toMatchObject({
      section: { heading: 'Winter' },
      isCalled: false,
    });
  });
});
