import type { Flavour } from '../../src/content/sites/flavour.ts';

const limit = 250_000;

/** `unit` as often as fits into a file that is still read. */
function fill(unit: string, chars = limit): string {
  return unit.repeat(Math.max(1, Math.floor(chars / unit.length)));
}

function lines(unit: string, count = 9_000): string {
  return `${unit}\n`.repeat(Math.min(count, Math.floor(limit / (unit.length + 1))));
}

function table(columns: number, rows: number, cell: string): string {
  const row = (text: string) => `|${`${text}|`.repeat(columns)}\n`;
  return row('h') + row('-') + row(cell).repeat(rows);
}

function nested(open: string, close: string, depth: number): string {
  return `${open.repeat(depth)}x${close.repeat(depth)}`;
}

/** Each opens inside the one before it, a little further to the right. */
function stairs(mark: string, step: string, depth: number): string {
  return Array.from({ length: depth }, (_, at) => `${step.repeat(at)}${mark}\n`).join('');
}

/** Bodies that nobody writes and that are small enough to be read: what costs most for its length. */
export const pathologicalBodies: ReadonlyMap<string, string> = new Map([
  ['a table of 14 columns and 9,000 rows', table(14, 9_000, '')],
  ['a table of 2 columns and 9,000 rows', table(2, 9_000, 'ab')],
  ['a table of 1,000 columns', table(1_000, 100, 'a')],
  ['a table of 100,000 columns', table(60_000, 1, 'a')],
  ['a table with code in each cell', table(12, 4_000, '`a`')],
  ['an HTML table of 20,000 cells', `<table>${fill('<tr><td>')}`],
  ['HTML tables in one another', fill('<table><tr><td>')],
  ['emphasis without an end', fill('*a ')],
  ['strong without an end', fill('**a ')],
  ['emphasis in emphasis', nested('*a **b ', '** *', 12_000)],
  ['underscores', fill('_a')],
  ['short emphasised lines', lines('*a* **b** _c_ ~~d~~ *e*')],
  ['tildes', fill('~~a')],
  ['tildes alone', fill('~')],
  ['stars alone', fill('*')],
  ['open brackets', fill('[')],
  ['open brackets of pictures', fill('![')],
  ['close brackets', fill(']')],
  ['brackets in brackets', nested('[', ']', 100_000)],
  ['links in links', nested('[a', '](b)', 40_000)],
  ['links, one a line', lines('[a](b) [c](d) [e](f)')],
  ['references without an end', fill('[a][')],
  ['definitions', lines('[a]: b')],
  ['definitions, each another', Array.from({ length: 9_000 }, (_, at) => `[a${at}]: b\n`).join('')],
  ['a definition that is used often', `[a]: b "${'c'.repeat(1_000)}"\n\n${fill('[a] ', 200_000)}`],
  ['footnotes', Array.from({ length: 4_500 }, (_, at) => `[^${at}]\n\n[^${at}]: x\n\n`).join('')],
  [
    'footnotes in footnotes',
    Array.from({ length: 5_000 }, (_, at) => `[^${at}]: [^${at + 1}]\n`).join(''),
  ],
  ['quotations in quotations', `${'>'.repeat(100_000)} x`],
  [
    'quotations, one deeper each line',
    Array.from({ length: 600 }, (_, at) => `${'>'.repeat(at)} x\n`).join(''),
  ],
  ['lists in lists', fill('- ')],
  ['lists, one deeper each line', stairs('- x', '  ', 480)],
  ['numbered lists in lists', fill('1. ')],
  ['list items', lines('- a')],
  ['list items with empty lines', lines('- a\n')],
  ['tasks', lines('- [ ] a')],
  [
    'code spans that never end',
    Array.from({ length: 690 }, (_, at) => '`'.repeat(at + 1)).join(' '),
  ],
  ['backticks', fill('`a')],
  ['fences that open and open', lines('```a')],
  ['a fence that never ends', `\`\`\`\n${fill('*_[<')}`],
  ['escaped brackets in code beside a definition', `[a]: /x\n\n\`\`\`\n${fill('\\[')}\n\`\`\``],
  ['an include that never ends', `{{< include ${fill('a')}`],
  ['fences in lists', lines('- ```')],
  ['indented code', lines('    a')],
  ['headings', lines('# a')],
  ['imports without an end', lines('import a from ')],
  ['headings of one name', lines('# a\n', 999)],
  ['underlined headings', lines('a\n=')],
  ['rules', lines('---')],
  ['empty lines', '\n'.repeat(9_900)],
  ['one long line', fill('a')],
  ['one long line of words', fill('a ')],
  ['one long line of letters beyond the first plane', fill('😀')],
  ['words without spaces in another script', fill('ចុះផលិតផល។')],
  ['hard breaks', lines('a  ')],
  ['backslashes', fill('\\')],
  ['escapes', fill('\\*')],
  ['entities', fill('&amp;')],
  ['entities that never end', fill('&a')],
  ['numbers of characters', fill('&#x1F600;')],
  ['addresses', fill('http://a.b ')],
  ['addresses run together', fill('http://')],
  ['addresses that begin', fill('www.')],
  ['addresses with brackets', fill('http://a.b/((( ')],
  ['mail addresses', fill('a@b.c ')],
  ['mail addresses run together', fill('a@b.')],
  ['at signs', fill('@')],
  ['elements in elements', fill('<b>')],
  ['blocks in blocks', fill('<div>')],
  ['blocks in blocks on lines', lines('<div>\n')],
  ['elements that are never closed', fill('<a href="')],
  ['angles', fill('<')],
  ['attributes', `<a ${fill('b=c ')}>`],
  ['comments that never end', fill('<!--')],
  ['comments', fill('<!---->')],
  ['comments of dashes', `<!--${fill('-')}`],
  ['instructions', fill('<?')],
  ['declarations', fill('<![CDATA[')],
  ['paragraphs that close what is not open', fill('</p>')],
  ['formatting over blocks', fill('<b><p>')],
  ['lists of HTML', fill('<ul><li>')],
  ['selects', fill('<select><option>')],
  ['templates of Hugo', fill('{{< a >}}')],
  ['templates of Hugo that never end', `${fill('{{<')}>}}`],
  ['templates of Liquid', fill('{% a %}')],
  ['templates of Liquid that never end', fill('{% ')],
  ['raw templates that never end', fill('{% raw %}{{ a }}')],
  ['braces', fill('{')],
  ['braces of expressions', `import a from 'b';\n\n${fill('{a ')}`],
  ['components', fill('<A>')],
  ['components that never end', fill('<A b={')],
  ['components with attributes', fill('<A b="c" />')],
  ['modules', lines("import a from 'b';")],
  ['a module that never ends', `export const a = ${fill('{')}`],
  ['ERB', fill('<%')],
  ['containers', lines(':::note')],
  ['containers, closed', lines(':::note\n:::')],
  ['containers in containers', `${lines(':::note', 4_000)}${lines(':::', 4_000)}`],
  ['admonitions in admonitions', stairs('!!! note', '    ', 340)],
  ['admonitions', lines('!!! note\n\n    a\n')],
  ['tabs', lines('=== "a"\n\n    b\n')],
  [
    'callouts in callouts',
    Array.from({ length: 500 }, (_, at) => `${'>'.repeat(at + 1)} [!note] a\n`).join(''),
  ],
  ['attribute lists', fill('{: .a }')],
  ['attribute lists that never end', fill('a){ .b ')],
  ['wikilinks', fill('[[a]]')],
  ['wikilinks that never end', fill('[[a|')],
  ['embeds', fill('![[a]]')],
  ['hidden remarks', fill('%%')],
  ['hidden remarks and links', `[[a]] ${fill('%% ')}`],
  ['highlights', `[[a]] ${fill('==a')}`],
  ['emoji', fill(':warning:')],
  ['colons', fill(':')],
  ['includes', lines('<<< a')],
  ['snippets', lines('--8<-- "a.md"')],
  ['definition lists', lines(':   a')],
  ['carriage returns', fill('a\r')],
  ['direction marks', fill('\u202E')],
  ['placeholders', fill('\uE0000\uE001')],
  ['an icon of many words', `:material${fill('-a')}`],
  ['blanks before a word', `${fill(' ')}x\n: y`],
  ['dashes before another sign', `${fill('-')}>`],
  ['dashes behind blanks', `${fill(' ', limit / 2)}${fill('-', limit / 2)}>`],
  ['blanks in a template of Hugo', `{{<${fill(' ')}>}}`],
  ['a tab of Hugo that never ends', `{{< tab ${fill('lang=')}`],
  ['blanks in a template of Liquid', `{% a${fill(' ')}b %}`],
  ['blanks in ERB', `<%= link_to${fill(' ')}%>`],
  ['escaped quotation marks', `{{< a "${fill('\\"', 40_000)} >}}`],
  ['colons behind a container', `:::note ${fill(':')} x\n:::`],
  ['blanks in a role', `{ref}\`x${fill(' ')}`],
  ['blanks in strong words', `** x${fill(' ')}y **`],
  ['an import of blanks', `import ${fill(' ')}`],
  ['a name that is included', `{% include ${fill('a')}`],
  ["a name that is included in mdBook's way", `{{#include ${fill('a')}`],
  ['a heading of blanks', `# a${fill(' ')}{/*b*/ c`],
  ['brackets behind a fence', `\`\`\`a ${fill('[')}`],
  ['an anchor that never ends', `# a {#${fill('b')}`],
  ['anchors in a heading', `# a {: ${fill('# ')}`],
  ["blanks in a mark of Adobe's", `[!DNL${fill(' ')}`],
  ['words in a tag', `<a${fill(' markdown')}`],
]);

/** The same for what is read so in some folders alone. */
export const pathologicalPages: ReadonlyMap<string, readonly [Flavour, string]> = new Map([
  ['blocks of Logseq that never end', ['logseq', lines('#+BEGIN_A\n', 4_500)]],
  ['logs of Logseq that never end', ['logseq', lines(':LOGBOOK:')]],
  ['blanks in a link of Dendron', ['dendron', `[[a${fill(' ')}|`]],
  ['commas in a link of Dendron', ['dendron', `[[${fill(',')}`]],
  ['blanks behind a mark of Retype', ['retype', `!!! a${fill(' ')}b`]],
  ['tags of JSX that never end', ['docusaurus', lines('<a')]],
  ['elements of JSX in one another', ['docusaurus', stairs('<A>', ' ', 700)]],
  ['elements of JSX side by side', ['docusaurus', lines('<A>\n</A>', 4_500)]],
  ['braces of VitePress on two lines', ['vitepress', `${fill('{{')}\n}}`]],
]);
