import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import {
  findCurrentQuestion,
  type EarlierDeps,
} from '../../../../src/slack/ask/earlier-questions.ts';
import { countSearches, makeLibrary, shortArticle } from '../../../helpers/make-library.ts';

it('looks up the latest of what was asked before, however long the thread is', async () => {
  const library = makeLibrary(shortArticle({ slug: 'laptops', body: 'A laptop is for work.' }));
  const searches = countSearches(library);
  const messages = Array.from({ length: 500 }, (_, i) => ({
    user: 'U1',
    ts: String(i + 1),
    text: i === 0 ? '<@UBOT> how do I get a laptop' : `<@UBOT> and for colour${i}?`,
  }));
  const client = { conversations: { replies: () => Promise.resolve({ messages }) } };
  const deps = {
    client,
    botUserId: 'UBOT',
    command: '/guide',
    library: () => library,
    log: pino(),
  };
  const asked = await findCurrentQuestion(
    deps as unknown as EarlierDeps,
    { channel: 'C1', ts: '501', threadTs: '1', user: 'U1' },
    false,
  );
  expect(asked).toContain('colour499');
  expect(searches()).toBeLessThan(100);
});
