import { describe, expect, it } from '@jest/globals';
import { parseSources } from '../../../src/sources/parse-sources.ts';

const env = { HANDBOOK_TOKEN: 'token-123', HOOK: 'between-us', EMPTY: ' ' };
const parse = (yaml: string) => parseSources(yaml, { dir: '/srv/guide', env });

describe('parseSources', () => {
  it('reads a folder and a repository with everything that can be said', () => {
    const { sources, problems } = parse(`
sources:
  runbooks:
    folder: ../runbooks
  handbook:
    git: https://github.com/acme/handbook.git
    branch: main
    folder: /docs/
    include: ['**/*.md']
    exclude: archive
    flavour: mkdocs
    every: 90s
    published: https://handbook.example.com/
    owner: '@acme/people'
    review_in: 6 months
    tags: ['#HR', people]
    token: HANDBOOK_TOKEN
    hook: HOOK
`);
    expect(problems).toEqual([]);
    const encoded = Buffer.from('x-access-token:token-123').toString('base64');
    expect(sources).toEqual([
      expect.objectContaining({
        id: 'runbooks',
        place: { kind: 'folder', dir: '/srv/runbooks' },
        include: [],
      }),
      {
        id: 'handbook',
        place: {
          kind: 'git',
          address: 'https://github.com/acme/handbook.git',
          branch: 'main',
          folder: 'docs',
          everyMs: 90_000,
          hookSecret: 'between-us',
          access: {
            env,
            protocol: 'https',
            authorization: `Basic ${encoded}`,
            sshKey: undefined,
          },
        },
        include: ['**/*.md'],
        exclude: ['archive'],
        flavour: 'mkdocs',
        published: 'https://handbook.example.com/',
        edit: 'https://github.com/acme/handbook/edit/main/docs/{file}',
        owner: '@acme/people',
        reviewIn: '6 months',
        tags: ['hr', 'people'],
        secrets: ['token-123', 'between-us', encoded],
      },
    ]);
  });

  it.each([
    ['30s', 30],
    ['10 minutes', 600],
    ['an hour', 3_600],
    ['every 2 days', 172_800],
  ])('looks as often as "%s" says', (every, seconds) => {
    const { sources, problems } = parse(
      `sources: { a: { git: 'https://example.com/x', every: ${every} } }`,
    );
    expect(problems).toEqual([]);
    expect(sources).toMatchObject([{ place: { everyMs: seconds * 1_000 } }]);
  });

  it('tells every mistake at once, and never what a variable holds', () => {
    const { problems } = parse(`
sources:
  Hand Book:
    folder: a
  one:
    git: https://me:hunter2@example.com/x
    every: 1s
    flavour: word
    colour: red
  two:
    branch: main
  three:
    git: git@example.com:acme/x.git
    token: HANDBOOK_TOKEN
    hook: MISSING
    folder: ../..
  four:
    git: https://example.com/x
    token: EMPTY
    published: handbook.example.com
    edit: https://example.com/edit
  five:
    git: https://example.com/x
    token: ghp-abcdefghijkl
`);
    expect(problems).toEqual([
      expect.stringContaining("Hand Book isn't a name for a source"),
      expect.stringContaining('one, "colour" isn\'t a setting'),
      expect.stringContaining('one, "git" has a password or token in it'),
      expect.stringContaining('one, "flavour" isn\'t a flavour; use one of astro, '),
      expect.stringContaining('one, "every" isn\'t a time of ten seconds or more'),
      expect.stringContaining('two needs "folder" or "git"'),
      expect.stringContaining('two, "branch" is for a source with "git"'),
      expect.stringContaining('three, "hook" names MISSING'),
      expect.stringContaining('three, "token" is for an address that begins with https://'),
      expect.stringContaining('three, "folder" leads out of the repository'),
      expect.stringContaining('four, "published" isn\'t an absolute'),
      expect.stringContaining('four, "edit" isn\'t an http or https address with {file}'),
      expect.stringContaining('four, "token" names EMPTY'),
      expect.stringContaining('five, "token" must be the name of an environment variable'),
    ]);
    expect(problems.join()).not.toContain('hunter2');
  });

  it.each(['token: ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'hook: between_us'])(
    'shows no secret that stands where the name of a variable should: %s',
    (line) => {
      const yaml = `sources:\n  docs: { git: https://example.com/x, ${line} }\n`;
      const { problems } = parseSources(yaml, { dir: '/', env });
      expect(problems).toEqual([expect.stringContaining('never write the secret itself here')]);
      expect(problems.join()).not.toContain(line.split(' ')[1]);
    },
  );

  it.each([
    ['https://me:hunter2@example.com/x', 'has a password or token in it'],
    ['ext::sh -c touch% /tmp/x', "isn't an address that Guidepost can fetch from"],
    ['file:///etc', 'begins with file://'],
    ['ftp://example.com/x', 'begins with ftp://'],
    ['https://exa mple.com/x', 'has white space in it'],
    ['ssh://-oProxyCommand=touch/x', "isn't an address"],
  ])('refuses the address %s', (address, problem) => {
    const { problems } = parse(`sources: { a: { git: "${address}" } }`);
    expect(problems).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ['git@github.com:acme/handbook.git', 'ssh', 'git@github.com:acme/handbook.git'],
    ['ssh://git@example.com:2222/acme/x', 'ssh', 'ssh://git@example.com:2222/acme/x'],
    ['git://example.com/x', 'git', 'git://example.com/x'],
    ['../handbook', 'file', '/srv/handbook'],
    ['https://me@example.com/x', 'https', 'https://example.com/x'],
  ])('allows %s the transport %s alone', (written, protocol, address) => {
    const { sources, problems } = parse(`sources: { a: { git: "${written}" } }`);
    expect(problems).toEqual([]);
    expect(sources[0]?.place).toMatchObject({ address, access: { protocol } });
  });

  it.each([
    ['', 'needs "sources:"'],
    ['sources: []', 'needs "sources:"'],
    ['sources: {}', 'needs "sources:"'],
    ['sources: {a: [', "isn't valid YAML"],
    ['sources: {a: 3}', 'a isn\'t a list of "key: value" lines'],
    ['sources: {a: {folder: x}}\nowner: me', '"owner" isn\'t known here; put it under a source'],
  ])('says what is missing in %j', (yaml, problem) => {
    expect(parse(yaml).problems).toEqual([expect.stringContaining(problem)]);
  });
});
