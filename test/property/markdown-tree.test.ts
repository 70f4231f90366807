import { describe, expect, it } from '@jest/globals';
import type { Nodes, Root } from 'mdast';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import { allNodes, parseMarkdown } from '../../src/content/body/markdown-tree.ts';
import { splitMarkdown } from '../../src/content/body/split-markdown.ts';
import { fc } from '../helpers/fast-check.ts';

const words = 'some words that stand on a line for themselves';

/** Lines that begin, go on and end what may hold others, at the left and indented. */
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '', ' ', '  ', '    ', '\t', '> ', '- ', '* ', '12. ', '1)  '),
    fc.constantFrom(
      ...['', '', '', '', '', words, words, `**${words}**`, `# ${words}`, '===', '---', '* * *'],
      ...['```', '```', '````', '~~~', '```js', '``` a`b', '- [ ] to do', '12 words', '-5', '+1'],
      ...['<div>', '</div>', '<b>', '<pre>', '</pre> behind', '<script>', '</SCRIPT>', '<style >'],
      ...['<!-- said -->', '<!--', '-->', '<!-->', '<!--->', '<?', '?>', '<!X', '<![CDATA[', ']]>'],
      ...['<pre/>', '<prefix>', '<textarea', 'words <!--', '| a | b |', '|---|---|', ': a'],
      ...['[a]: /url', '[A  b]:', '/url', '"title', '[^1]: note', '[^a b]: note', '[\\]x]: <y>'],
      ...['[a]', '[to][A b]', '[a', 'b]', '[^1]', '[^1][a]', '![a b]', '[\\]X]', '[[a]]', '\\[a]'],
      ...['\u00A0', '\u00A0words', '\f', '\\', '&nbsp;', '`', '``', '~~', '~', '*', '_'],
    ),
  )
  .map((parts) => parts.join(''));
const markdown = fc
  .array(fc.oneof({ weight: 9, arbitrary: line }, fc.constant(`\n${words.repeat(25)}\n`)), {
    minLength: 20,
    maxLength: 100,
  })
  .map((lines) => lines.join('\n'));

const whole = remark().use(remarkGfm, { singleTilde: false });

/** A link's definition that looks like a footnote's is known to the piece alone that it stands in. */
function isOddDefinition(node: Nodes): boolean {
  return node.type === 'definition' && node.identifier.startsWith('^');
}

/** Without what nobody looks at: where a node stood, and white space behind HTML that nothing ends. */
function content(tree: Root): unknown {
  for (const node of allNodes(tree)) {
    delete node.position;
    if (node.type === 'html') node.value = node.value.trimEnd();
  }
  return tree;
}

describe('Markdown read in pieces', () => {
  it('says what it says as a whole', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const expected = whole.parse(text);
        fc.pre(!allNodes(expected).some(isOddDefinition));
        expect(content(parseMarkdown(text))).toEqual(content(expected));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 200) },
    );
  });

  it('holds every line once and in order', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(splitMarkdown(text).join('\n')).toBe(text);
      }),
    );
  });

  it('is split at headings and paragraphs, not within fences and comments', () => {
    const long = `${words.repeat(25)}\n\n`;
    const pieces = [
      `# One\n\n${long}`,
      `**Two**\n\n\`\`\`sh\n${long}# no heading\n\n${long}\`\`\`\n`,
      `<!--\n\n${long}Not said.\n\n-->\n\n- ${long}- ${long}  Still in the list.\n`,
      `<script>\n${long}</script>\n`,
      'The end.\n',
    ];
    expect(splitMarkdown(pieces.join('\n'))).toEqual(pieces);
  });
});
