import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { findAnswer } from '../../../src/answers/answer-text.ts';
import type { Article } from '../../../src/content/article.ts';
import { EmbedError, toUnitVector, type Embedder } from '../../../src/meaning/embedder.ts';
import { createMeaning, type Meaning } from '../../../src/meaning/meaning.ts';
import { openVectors } from '../../../src/meaning/vectors.ts';
import { buildArticleIndex } from '../../../src/search/article-index.ts';
import { makeArticle, makeSection } from '../../helpers/make-article.ts';
import { withFolder } from '../../helpers/with-folder.ts';

/** Knows three subjects and the words for them; what is about none of them points elsewhere. */
const subjects = [/roll|undo|release/i, /database|snapshot|restore/i, /leave|holiday/i];
const vectorOf = (text: string) =>
  toUnitVector([...subjects.map((subject) => (subject.test(text) ? 1 : 0)), 0.1]);

interface World {
  readonly meaning: Meaning;
  readonly embedded: string[];
  /** What the model does with the next texts; by default it answers. */
  behave: (texts: readonly string[], signal: AbortSignal) => Promise<void>;
  now: number;
  readonly sleeps: number[];
  readonly lines: string[];
}

async function withMeaning(work: (world: World) => Promise<void>, dir?: string): Promise<void> {
  await withFolder({}, async (fresh) => {
    const vectors = openVectors({
      path: join(dir ?? fresh, 'vectors'),
      version: 'three subjects',
      log: pino({ level: 'silent' }),
    });
    const embedder: Embedder = {
      id: 'three subjects',
      async embed(texts, { signal }) {
        await world.behave(texts, signal);
        world.embedded.push(...texts);
        return texts.map(vectorOf);
      },
      close: () => Promise.resolve(),
    };
    const sleeps: number[] = [];
    const lines: string[] = [];
    const meaning = createMeaning({
      embedder,
      vectors,
      elapsed: () => world.now,
      // Patience ends at once when the model hangs; anything else that waits is let go by the signal.
      sleep: async (ms, signal) => {
        sleeps.push(ms);
        for (let turns = 0; turns < 50 && !signal.aborted; turns += 1) await turn();
      },
      random: () => 1,
      log: pino({ level: 'info' }, { write: (line) => lines.push(line) }),
    });
    const world: World = {
      meaning,
      embedded: [],
      behave: () => Promise.resolve(),
      now: 0,
      sleeps,
      lines,
    };
    try {
      await work(world);
    } finally {
      await meaning.close();
    }
  });
}

/** A model that never answers. */
const hang: World['behave'] = (_, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(new EmbedError('given up'));
    });
  });

async function filled({ meaning }: World): Promise<void> {
  for (;;) {
    const { known, total } = meaning.progress();
    if (known === total) return;
    await turn();
  }
}

const article = (slug: string, text: string): Article =>
  makeArticle({
    slug,
    title: slug,
    summary: 'Anything.',
    sections: [makeSection({ heading: 'First' }), makeSection({ heading: text })],
  });
const library = [article('deploys', 'Roll back'), article('backups', 'Restore a snapshot')];

describe('createMeaning', () => {
  test('finds what shares no word with the question, and its section', async () => {
    await withMeaning(async (world) => {
      world.meaning.update(library);
      await filled(world);
      const near = await world.meaning.nearTo('undo it');
      const deploys = near?.get('deploys');
      expect(deploys?.section).toBe(1);
      expect(deploys?.nearness).toBeGreaterThan(near?.get('backups')?.nearness ?? 1);
    });
  });

  test('an article that comes back to what was asked is nearer than one that says it in passing', async () => {
    await withMeaning(async (world) => {
      const often = makeArticle({
        slug: 'often',
        sections: ['Roll back', 'Undo it', 'A bad release'].map((heading) =>
          makeSection({ heading }),
        ),
      });
      world.meaning.update([...library, often]);
      await filled(world);
      const near = await world.meaning.nearTo('undo it');
      const [once, thrice] = ['deploys', 'often'].map((slug) => near?.get(slug)?.nearness ?? 0);
      expect(thrice).toBeCloseTo(1, 1);
      expect(once).toBeGreaterThan(0.2);
      expect(once).toBeLessThan(0.8);
      expect(near?.get('backups')?.nearness).toBe(0);
      expect([...(near?.keys() ?? [])]).toEqual(['often', 'deploys', 'backups']);
    });
  });

  test('a question of which no word stands anywhere is offered what means it, in its own section', async () => {
    await withMeaning(async (world) => {
      const { meaning } = world;
      const articles = ['parking', 'visitors', 'lunch'].map((slug) => article(slug, slug));
      const all = [...articles, article('deploys', 'Roll back')];
      meaning.update(all);
      await filled(world);
      const words = { articles: all, index: buildArticleIndex(all) };
      const meant = { ...words, nearTo: (question: string) => meaning.nearTo(question) };
      const page = { offset: 0, limit: 3 };
      expect(await findAnswer(words, 'undo', {}, page)).toMatchObject({ kind: 'nothing' });
      const offer = await findAnswer(meant, 'undo', {}, page);
      expect(offer).toMatchObject({
        kind: 'suggestion',
        page: {
          total: 1,
          hits: [{ article: { slug: 'deploys' }, section: { heading: 'Roll back' } }],
        },
      });
      expect(await findAnswer(meant, 'holiday', {}, page)).toMatchObject({ kind: 'nothing' });
      expect(await findAnswer(meant, '"undo"', {}, page)).toMatchObject({ kind: 'nothing' });
    });
  });

  test('says nothing before the first vectors are there, and something of those that are', async () => {
    await withMeaning(async (world) => {
      expect(await world.meaning.nearTo('undo it')).toBeUndefined();
      world.meaning.update(library.slice(0, 1));
      await filled(world);
      world.behave = (texts, signal) =>
        texts.length > 1 ? hang(texts, signal) : Promise.resolve();
      world.meaning.update(library);
      const near = await world.meaning.nearTo('undo it');
      expect([...(near?.keys() ?? [])]).toEqual(['deploys']);
    });
  });

  test('asks the model once for a question that is asked again', async () => {
    await withMeaning(async (world) => {
      world.meaning.update(library);
      await filled(world);
      const before = world.embedded.length;
      await world.meaning.nearTo('undo it');
      await world.meaning.nearTo('undo it');
      expect(world.embedded).toHaveLength(before + 1);
    });
  });

  test('an edit embeds the passages that it changed, a restart none', async () => {
    await withFolder({}, async (dir) => {
      await withMeaning(async (world) => {
        world.meaning.update(library);
        await filled(world);
        const before = world.embedded.length;
        world.meaning.update([article('deploys', 'Roll back twice'), ...library.slice(1)]);
        await filled(world);
        expect(world.embedded.slice(before)).toHaveLength(1);
      }, dir);
      await withMeaning((world) => {
        world.meaning.update(library);
        expect(world.meaning.progress()).toEqual({ known: 6, total: 6 });
        expect(world.embedded).toEqual([]);
        return Promise.resolve();
      }, dir);
    });
  });

  test('nobody waits longer than 300 ms for a model that hangs, and the next ones not at all', async () => {
    await withMeaning(async (world) => {
      world.meaning.update(library);
      await filled(world);
      let calls = 0;
      world.behave = (texts, signal) => {
        calls += 1;
        return hang(texts, signal);
      };
      expect(await world.meaning.nearTo('one')).toBeUndefined();
      expect(world.sleeps).toEqual([300]);
      expect(await world.meaning.nearTo('two')).toBeUndefined();
      expect(calls).toBe(1);
      world.now += 10_000;
      world.behave = () => Promise.resolve();
      expect(await world.meaning.nearTo('three')).toBeDefined();
    });
  });

  test('what failed is tried again, later each time, and the log says why without the text', async () => {
    await withMeaning(async (world) => {
      let failures = 3;
      world.behave = () =>
        failures-- > 0 ? Promise.reject(new EmbedError('the server is out')) : Promise.resolve();
      world.meaning.update(library);
      await filled(world);
      expect(world.sleeps).toEqual([1_000, 2_000, 4_000]);
      expect(world.lines.join('')).toContain('the server is out');
      expect(world.lines.join('')).not.toContain('snapshot');
    });
  });

  test('a server that asks for time gets it', async () => {
    await withMeaning(async (world) => {
      let failures = 1;
      world.behave = () =>
        failures-- > 0
          ? Promise.reject(new EmbedError('slow down', { retryAfterMs: 30_000 }))
          : Promise.resolve();
      world.meaning.update(library);
      await filled(world);
      expect(world.sleeps).toEqual([30_000]);
    });
  });

  test('is closed while it works', async () => {
    await withMeaning(async (world) => {
      world.behave = hang;
      world.meaning.update(library);
      await turn();
      await expect(world.meaning.close()).resolves.toBeUndefined();
    });
  });
});
