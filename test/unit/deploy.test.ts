import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

const settings = [...(await readFile('.env.example', 'utf8')).matchAll(/^([A-Z_]+)=/gm)].map(
  ([, name]) => name,
);

it('has a compose file that starts the bot with a database it waits for, able to write nowhere else', async () => {
  const { services } = parse(await readFile('compose.yaml', 'utf8')) as {
    services: Record<string, Record<string, unknown>>;
  };
  const { guidepost, database } = services;
  expect(guidepost).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    depends_on: { database: { condition: 'service_healthy' } },
  });
  expect(settings).toEqual(expect.arrayContaining(Object.keys(guidepost?.['environment'] ?? {})));
  expect(database).toHaveProperty('healthcheck');
});

it('has a systemd unit that makes only settings there are, and starts what the package has', async () => {
  const unit = await readFile('deploy/systemd/guidepost.service', 'utf8');
  const made = [...unit.matchAll(/^Environment=(.*)$/gm)].flatMap(([, pairs = '']) =>
    pairs.split(' ').map((pair) => pair.split('=')[0]),
  );
  const ofNode = ['NODE_ENV', 'NODE_COMPILE_CACHE'];
  expect(made.filter((name) => !ofNode.includes(name ?? '') && !settings.includes(name))).toEqual(
    [],
  );
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node .*\/guidepost\/guidepost\.js start$/m);
  for (const line of ['DynamicUser=yes', 'ProtectSystem=strict', 'NoNewPrivileges=yes']) {
    expect(unit).toContain(`\n${line}\n`);
  }
});
