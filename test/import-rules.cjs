/** Which folder may import which. Everything not listed is refused. */
const allowed = {
  text: [],
  analysis: ['text'],
  kept: [],
  content: ['text'],
  sources: ['content', 'kept', 'text'],
  search: ['analysis', 'content', 'text'],
  answers: ['analysis', 'content', 'search', 'text'],
  meaning: ['content', 'kept', 'answers', 'text'],
  library: ['content', 'kept', 'sources', 'search', 'answers', 'text'],
  digest: ['content', 'outbox', 'upkeep', 'text'],
  outbox: [],
  upkeep: ['content', 'outbox', 'text'],
  store: ['digest', 'kept', 'outbox', 'upkeep', 'text'],
  slack: ['content', 'answers', 'digest', 'outbox', 'upkeep', 'text'],
  reader: ['content', 'answers', 'upkeep'],
  ops: ['text'],
  start: [
    ...['content', 'sources', 'search', 'answers', 'meaning', 'library', 'digest', 'upkeep'],
    ...['outbox', 'store', 'slack', 'reader', 'ops', 'text'],
  ],
  cli: [
    'content',
    'kept',
    'sources',
    'search',
    'answers',
    'meaning',
    'library',
    'store',
    'slack',
    'ops',
    'text',
  ],
};
const listed = `^src/(${Object.keys(allowed).join('|')})/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/(main\\.ts$|cli/)' },
      to: {},
    },
    {
      name: 'slack-sdk-stays-in-slack',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(slack|start)/' },
      to: { path: 'node_modules/@slack/' },
    },
    {
      name: 'slack-receives-and-replies-for-every-purpose',
      severity: 'error',
      from: { path: '^src/slack/(receive|reply)/' },
      to: { path: '^src/slack/(?!receive|reply)' },
    },
    {
      name: 'slack-replies-to-whatever-was-received',
      severity: 'error',
      from: { path: '^src/slack/reply/' },
      to: { path: '^src/slack/receive/' },
    },
    {
      name: 'store-imports-types-alone',
      comment: 'The store reads and writes; what that means is decided where the types come from.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^src/(digest|outbox|upkeep)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      // The command starts it; the bot of the demo is this one with another clock; tests start it whole.
      from: { pathNot: '^(bin/|demo/bot\\.ts$|test/)' },
      to: { path: '^src/main\\.ts$' },
    },
    {
      name: 'only-main-imports-start',
      severity: 'error',
      from: { pathNot: '^src/(start/|main\\.ts$)' },
      to: { path: '^src/start/' },
    },
    {
      name: 'src-does-not-import-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'src-does-not-import-simulator',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(simulator|demo)/' },
    },
    {
      name: 'simulator-does-not-import-src',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|test)/' },
    },
    {
      name: 'folder-is-listed-above',
      severity: 'error',
      from: {},
      to: { path: '^src/[^/]+/', pathNot: listed },
    },
    {
      name: 'folder-is-listed-above-too',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: listed },
      to: {},
    },
    ...Object.entries(allowed).map(([folder, targets]) => ({
      name: `${folder}-imports-only-what-it-may`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...targets].join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'test/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
    },
  },
};
