import type { SampleGroup } from './sample-messages.ts';

const intro = `# What Guidepost says

Messages as people meet them, each made by its own builder; only notices of a line that a listener says by itself aren't here. \`npm run messages\` writes this page, and a test fails when it's out of date. \`[ ]\` is a button, \`▾\` a menu, \`___\` an input; the line in italics is what a notification or a screen reader gets.
`;

/** The page docs/messages.md. */
export function formatMessages(groups: readonly SampleGroup[]): string {
  const parts = groups.map(({ title, samples }) => {
    const shown = samples.map(({ when, shown: { text, blocks } }) => {
      const fallback =
        text === undefined
          ? ''
          : `\n\n_${text.replaceAll('\u2060', '').replaceAll('_', '\\_').replaceAll('\n', ' ')}_`;
      return `**${when}**\n\n\`\`\`\`text\n${blocks.flatMap(linesOf).join('\n')}\n\`\`\`\`${fallback}`;
    });
    return `## ${title}\n\n${shown.join('\n\n')}`;
  });
  return `${[intro.trimEnd(), ...parts].join('\n\n')}\n`;
}

/** Whatever of Block Kit carries words. */
type Node = Readonly<Record<string, unknown>>;

function linesOf(block: unknown): readonly string[] {
  const node = block as Node;
  switch (node['type']) {
    case 'header':
      return [`# ${wordsOf(node['text'])}`];
    case 'section':
      return [
        `${wordsOf(node['text'])}${node['accessory'] ? `   ${control(node['accessory'])}` : ''}`,
      ];
    case 'context':
      return [`· ${list(node['elements']).map(wordsOf).join(' ')}`];
    case 'divider':
      return ['---'];
    case 'actions':
      return [list(node['elements']).map(control).join(' ')];
    case 'input':
      return [`${wordsOf(node['label'])}: ${control(node['element'])}`];
    case 'rich_text':
      return list(node['elements']).flatMap(richLines);
    default:
      return [`(${String(node['type'])})`];
  }
}

function richLines(element: unknown): readonly string[] {
  const node = element as Node;
  switch (node['type']) {
    case 'rich_text_list':
      return list(node['elements']).map((item) => `- ${inline(item)}`);
    case 'rich_text_quote':
      return [`> ${inline(node)}`];
    case 'rich_text_preformatted':
      return inline(node)
        .split('\n')
        .map((line) => `    ${line}`);
    default:
      return inline(node).split('\n');
  }
}

function inline(element: unknown): string {
  return list((element as Node)['elements'])
    .map((part) => {
      const node = part as Node;
      const shown = stringOf(node['text'] ?? node['url']);
      const style = (node['style'] ?? {}) as Node;
      if (node['type'] === 'user') return `@${String(node['user_id'])}`;
      if (node['type'] === 'channel') return `#${String(node['channel_id'])}`;
      if (node['type'] === 'usergroup') return `@${String(node['usergroup_id'])}`;
      if (style['code']) return `\`${shown}\``;
      return style['bold'] ? shown.replace(/\S(?:.*\S)?/s, '*$&*') : shown;
    })
    .join('')
    .replaceAll('``', '');
}

function control(element: unknown): string {
  const node = element as Node;
  const options = list(node['options']).map((option) => wordsOf((option as Node)['text']));
  const some = options.length > 6 ? [...options.slice(0, 5), '…'] : options;
  switch (node['type']) {
    case 'button':
      return `[${wordsOf(node['text'])}]`;
    case 'overflow':
      return `[⋯ ${some.join(' | ')}]`;
    case 'plain_text_input':
      return '___';
    case 'checkboxes':
      return some.map((option) => `[ ] ${option}`).join(' ');
    default: {
      const label = node['placeholder'] === undefined ? '' : wordsOf(node['placeholder']);
      return `[${[label, some.join(' | ')].filter((part) => part !== '').join(': ')} ▾]`;
    }
  }
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wordsOf(value: unknown): string {
  return stringOf((value as Node | undefined)?.['text']);
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
