import { readFile } from 'node:fs/promises';
import { glob } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { formatMessages } from '../../../scripts/messages/format-messages.ts';
import { sampleMessages } from '../../../scripts/messages/sample-messages.ts';

describe('docs/messages.md', () => {
  it('shows the messages as they are; npm run messages renews it', async () => {
    const page = formatMessages(await sampleMessages('test/fixtures/guide', '/guide'));
    expect(await readFile('docs/messages.md', 'utf8')).toBe(page);
  });

  it('names the command that people have, wherever it has another name', async () => {
    const shown = JSON.stringify(
      await sampleMessages('test/fixtures/guide', '/kb'),
      (key, value) => (key === 'when' ? undefined : (value as unknown)),
    );
    expect(shown).toContain('/kb digest subscribe');
    expect(shown.match(/.{30}(?<!\/)\/guide.{30}/g)).toBeNull();
    // A builder that names it on its own would name it to everybody.
    for await (const file of glob('src/slack/**/*.ts')) {
      if (file.endsWith('install/build-manifest.ts')) continue;
      expect([
        file,
        /^(?!\s*(?:\/\/|\/?\*)).*\/guide(?!-)/m.exec(await readFile(file, 'utf8'))?.[0],
      ]).toEqual([file, undefined]);
    }
  });

  it('leaves no builder of messages out', async () => {
    let samples = '';
    for await (const file of glob('scripts/messages/*-*.ts'))
      samples += await readFile(file, 'utf8');
    const builders: string[] = [];
    for await (const file of glob('src/slack/**/messages/*.ts')) {
      const source = await readFile(file, 'utf8');
      for (const [, name = ''] of source.matchAll(
        /export function (render\w+)\([^]*?\): (?:Message|View|ModalView|HomeView) /g,
      )) {
        builders.push(name);
      }
    }
    const left = builders.filter((name) => !samples.includes(`${name}(`));
    // Parts of others: what the modals that ask and the form's two moments hold is shown elsewhere.
    expect(left.sort()).toEqual(['renderAnswerModal', 'renderAskModal', 'renderInModal']);
  });
});
