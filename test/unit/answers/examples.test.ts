import { describe, expect, it } from '@jest/globals';
import { pickExamples } from '../../../src/answers/examples.ts';
import { makeLibrary, shortArticle } from '../../helpers/make-library.ts';

const named = (slug: string, title: string, body = '', origin = 'title in the front matter') =>
  shortArticle({ slug, title, body, origins: { title: origin } });

describe('pickExamples', () => {
  it('takes the questions that articles say they answer', () => {
    const asked = shortArticle({ slug: 'tea', questions: ['kitchen', 'Who makes the tea?'] });
    expect(pickExamples(makeLibrary(asked))).toEqual(['Who makes the tea?']);
  });

  it('takes a heading that asks before a name', () => {
    const library = makeLibrary(
      named('kettles', 'The kettles', '## How do I descale a kettle?\n\nWith vinegar.'),
    );
    expect(pickExamples(library)).toEqual(['How do I descale a kettle?']);
  });

  it.each([
    ['points at what stands around it', 'What does this mean for kettles?'],
    ['is a rule', 'Do not boil kettles in it'],
    ['is a list', 'How to/Guide — kettles'],
    ['names nothing', 'What’s next?'],
  ])('passes over a heading that %s', (_, heading) => {
    const library = makeLibrary(named('kettles', 'Care of kettles', `## ${heading}\n\nVinegar.`));
    expect(pickExamples(library)).toEqual(['Care of kettles']);
  });

  it('passes over what another article answers', () => {
    const heading = '## How do I descale a kettle?\n\nSee the other page.';
    const library = makeLibrary(
      named('a-list', 'Lists of things to do', heading),
      named('kettles', 'How do I descale a kettle?', 'Descale a kettle with vinegar.'),
    );
    expect(pickExamples(library)).toEqual(['How do I descale a kettle?', 'Lists of things to do']);
  });

  it('takes phrases before names, and names of files where there is nothing else', () => {
    const library = makeLibrary(
      named('LICENSE', 'LICENSE', 'Do as you like.', "the file's name"),
      named('paris', 'Paris', 'A city.'),
      named('tea', 'Making tea for a crowd', 'With leaves.'),
    );
    expect(pickExamples(library)).toEqual(['Making tea for a crowd', 'Paris']);
    const file = named('LICENSE', 'LICENSE', 'Do as you like.', "the file's name");
    expect(pickExamples(makeLibrary(file))).toEqual(['LICENSE']);
  });

  it('takes three from all over the library, each short enough for a button', () => {
    const things = ['ants', 'bees', 'cats', 'dogs', 'elks', 'foxes', 'goats'];
    const library = makeLibrary(
      ...things.map((thing) => named(thing, `How do I feed ${thing}?`, `Feed ${thing} well.`)),
      named('zoo', `How do I feed ${'very '.repeat(20)}many animals?`, 'Feed them.'),
    );
    expect(pickExamples(library)).toEqual([
      'How do I feed ants?',
      'How do I feed cats?',
      'How do I feed elks?',
    ]);
  });
});
