/** What a folder is written for, where that changes how its files are read. */
export const flavours = [
  ...([
    'astro',
    'dendron',
    'docfx',
    'docusaurus',
    'eleventy',
    'fern',
    'gitbook',
    'hugo',
    'jekyll',
    'mdbook',
    'middleman',
  ] as const),
  ...([
    'logseq',
    'mkdocs',
    'nextra',
    'obsidian',
    'quarto',
    'retype',
    'sphinx',
    'vitepress',
    'wiki',
    'zola',
  ] as const),
] as const;

export type Flavour = (typeof flavours)[number];
