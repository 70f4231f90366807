import { describe, expect, it } from '@jest/globals';
import { validateMessageBlocks, validateView } from '../../simulator/block-kit/validate-blocks.ts';
import {
  actions,
  button,
  divider,
  image,
  input,
  modal,
  mrkdwn,
  option,
  options,
  plain,
  richText,
  section,
  select,
  textInput,
  times,
  url,
  words,
} from './blocks.ts';

const elementsOfActions = (count: number) =>
  actions(...times(count, (index) => button({ action_id: `a${index}` })));
const confirm = (fields: object) => actions(button({ confirm: { text: plain(), ...fields } }));
const rows = (count: number, cells: number, text = 'x') =>
  times(count, () => times(cells, () => ({ type: 'raw_text', text })));
const table = (count: number, cells: number) => ({ type: 'table', rows: rows(count, cells) });
const dataTable = (count: number, cells: number, text?: string) => ({
  type: 'data_table',
  caption: 'c',
  rows: rows(count, cells, text),
});
const feedback = (fields: object) => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      positive_button: { text: plain(), value: 'v', ...fields },
      negative_button: { text: plain(), value: 'v' },
    },
  ],
});
const trash = { type: 'icon_button', icon: 'trash', text: plain() };
const choosing = (type: string, fields: object) =>
  actions({ type, options: [option('a', fields)] });
const iconButton = (fields: object) => ({
  type: 'context_actions',
  elements: [{ ...trash, ...fields }],
});
const initial = { initial_options: [] };
const video = (fields: object) => ({
  type: 'video',
  alt_text: 'a',
  title: plain(),
  video_url: 'https://x.example/v',
  thumbnail_url: 'https://x.example/t',
  ...fields,
});
const list = (indent: number) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_list', style: 'bullet', elements: [], indent }],
});

/** What may stand in a message: its limit, and a block of that size. */
const blockLimits: readonly [string, number, (size: number) => object][] = [
  ['block_id', 255, (size) => ({ ...divider, block_id: words(size) })],
  ['action_id', 255, (size) => actions(button({ action_id: words(size) }))],
  ['section text', 3000, (size) => section({ text: mrkdwn(size) })],
  ['section fields', 10, (size) => section({ fields: times(size, () => mrkdwn()) })],
  ['section field', 2000, (size) => section({ fields: [plain(size)] })],
  ['header', 150, (size) => ({ type: 'header', text: plain(size) })],
  ['context elements', 10, (size) => ({ type: 'context', elements: times(size, () => mrkdwn()) })],
  ['actions elements', 25, elementsOfActions],
  [
    'context_actions',
    5,
    (size) => ({ type: 'context_actions', elements: times(size, () => trash) }),
  ],
  ['feedback button text', 75, (size) => feedback({ text: plain(size) })],
  ['feedback button value', 2000, (size) => feedback({ value: words(size) })],
  ['image alt_text', 2000, (size) => image({ alt_text: words(size) })],
  ['image title', 2000, (size) => image({ title: plain(size) })],
  ['image_url', 3000, (size) => image({ image_url: url(size) })],
  ['button text', 75, (size) => actions(button({ text: plain(size) }))],
  ['button value', 2000, (size) => actions(button({ value: words(size) }))],
  ['button url', 3000, (size) => actions(button({ url: url(size) }))],
  ['button label', 75, (size) => actions(button({ accessibility_label: words(size) }))],
  ['option text', 75, (size) => actions(select({ options: [option('a', { text: plain(size) })] }))],
  ['option value', 150, (size) => actions(select({ options: [option(size)] }))],
  [
    'option description',
    75,
    (size) => actions(select({ options: [option('a', { description: plain(size) })] })),
  ],
  ['select options', 100, (size) => actions(select({ options: options(size) }))],
  [
    'option groups',
    100,
    (size) =>
      actions({
        type: 'static_select',
        option_groups: times(size, () => ({ label: plain(), options: options(1) })),
      }),
  ],
  [
    'options of a group',
    100,
    (size) =>
      actions({
        type: 'static_select',
        option_groups: [{ label: plain(), options: options(size) }],
      }),
  ],
  [
    'label of a group',
    75,
    (size) =>
      actions({
        type: 'static_select',
        option_groups: [{ label: plain(size), options: options(1) }],
      }),
  ],
  ['placeholder', 150, (size) => actions(select({ placeholder: plain(size) }))],
  ['overflow', 5, (size) => actions({ type: 'overflow', options: options(size) })],
  ['checkboxes', 10, (size) => actions({ type: 'checkboxes', options: options(size) })],
  ['radio buttons', 10, (size) => actions({ type: 'radio_buttons', options: options(size) })],
  ['confirm title', 100, (size) => confirm({ title: plain(size) })],
  ['confirm text', 300, (size) => confirm({ text: plain(size) })],
  ['confirm yes', 30, (size) => confirm({ confirm: plain(size) })],
  ['confirm no', 30, (size) => confirm({ deny: plain(size) })],
  ['input label', 2000, (size) => input(textInput(), { label: plain(size) })],
  ['input hint', 2000, (size) => input(textInput(), { hint: plain(size) })],
  ['plain_text_input min_length', 3000, (size) => input(textInput({ min_length: size }))],
  ['plain_text_input max_length', 3000, (size) => input(textInput({ max_length: size }))],
  ['markdown', 12_000, (size) => ({ type: 'markdown', text: words(size) })],
  ['table rows', 100, (size) => table(size, 1)],
  ['table cells', 20, (size) => table(1, size)],
  ['data_table rows', 201, (size) => dataTable(size, 1)],
  ['data_table columns', 20, (size) => dataTable(1, size)],
  ['data_table page_size', 100, (size) => ({ ...dataTable(1, 1), page_size: size })],
  ['video title', 199, (size) => video({ title: plain(size) })],
  ['video author', 49, (size) => video({ author_name: words(size) })],
  ['card title', 150, (size) => ({ type: 'card', title: mrkdwn(size) })],
  ['card body', 200, (size) => ({ type: 'card', body: mrkdwn(size) })],
  [
    'carousel',
    10,
    (size) => ({
      type: 'carousel',
      elements: times(size, () => ({ type: 'card', title: mrkdwn() })),
    }),
  ],
  [
    'container',
    10,
    (size) => ({ type: 'container', title: plain(), child_blocks: times(size, () => divider) }),
  ],
  [
    'container title',
    150,
    (size) => ({ type: 'container', title: plain(size), child_blocks: [divider] }),
  ],
  ['rich text indent', 8, list],
  ['radio button text', 75, (size) => choosing('radio_buttons', { text: mrkdwn(size) })],
  ['checkbox value', 150, (size) => choosing('checkboxes', { value: words(size) })],
  ['checkbox description', 75, (size) => choosing('checkboxes', { description: plain(size) })],
  ['overflow text', 75, (size) => choosing('overflow', { text: plain(size) })],
  ['overflow url', 3000, (size) => choosing('overflow', { url: url(size) })],
  ['feedback button label', 75, (size) => feedback({ accessibility_label: words(size) })],
  ['icon button text', 75, (size) => iconButton({ text: plain(size) })],
  ['icon button value', 2000, (size) => iconButton({ value: words(size) })],
  ['icon button label', 75, (size) => iconButton({ accessibility_label: words(size) })],
  [
    'image beside a section',
    2000,
    (size) => section({ accessory: image({ alt_text: words(size) }) }),
  ],
  ['least lines', 100, (size) => input({ type: 'rich_text_input', min_lines: size })],
  ['most lines', 100, (size) => input({ type: 'rich_text_input', max_lines: size })],
  ['moment', 9_999_999_999, (size) => actions({ type: 'datetimepicker', initial_date_time: size })],
  ['table columns', 20, (size) => ({ ...table(1, 1), column_settings: times(size, () => ({})) })],
  ['data_table header', 19, (size) => ({ ...dataTable(1, 1), row_header_column_index: size })],
  ['card subtitle', 150, (size) => ({ type: 'card', title: mrkdwn(), subtitle: mrkdwn(size) })],
  [
    'container subtitle',
    150,
    (size) => ({
      type: 'container',
      title: plain(),
      subtitle: plain(size),
      child_blocks: [divider],
    }),
  ],
];

const viewLimits: readonly [string, number, (size: number) => object][] = [
  ['blocks', 100, (size) => modal({ blocks: times(size, () => divider) })],
  ['title', 24, (size) => modal({ title: plain(size) })],
  ['submit', 24, (size) => modal({ submit: plain(size) })],
  ['close', 24, (size) => modal({ close: plain(size) })],
  ['callback_id', 255, (size) => modal({ callback_id: words(size) })],
  ['external_id', 255, (size) => modal({ external_id: words(size) })],
  ['private_metadata', 3000, (size) => modal({ private_metadata: words(size) })],
  [
    'max_files',
    10,
    (size) => modal({ submit: plain(), blocks: [input({ type: 'file_input', max_files: size })] }),
  ],
];

describe('the limits of Block Kit', () => {
  it.each(blockLimits)('%s: at most %d', (_, limit, build) => {
    expect(validateMessageBlocks([build(limit)])).toEqual({ kind: 'valid' });
    expect(validateMessageBlocks([build(limit + 1)])).toMatchObject({ kind: 'invalid' });
  });

  it.each(viewLimits)('%s of a view: at most %d', (_, limit, build) => {
    expect(validateView(build(limit), 'modal')).toEqual([]);
    expect(validateView(build(limit + 1), 'modal')).not.toEqual([]);
  });

  it('50 blocks a message, 100 a Home tab', () => {
    expect(validateMessageBlocks(times(50, () => divider))).toEqual({ kind: 'valid' });
    expect(validateMessageBlocks(times(51, () => divider))).toMatchObject({
      problems: [{ message: 'no more than 50 items allowed', pointer: '/blocks' }],
    });
    const home = (size: number) => ({ type: 'home', blocks: times(size, () => divider) });
    expect(validateView(home(100), 'home')).toEqual([]);
    expect(validateView(home(101), 'home')).not.toEqual([]);
  });

  it('13,200 characters in all blocks of a message together', () => {
    const fill = (size: number) => [
      ...times(4, () => section({ text: mrkdwn(3000) })),
      section({ text: mrkdwn(size - 12_000) }),
    ];
    expect(validateMessageBlocks(fill(13_200))).toEqual({ kind: 'valid' });
    expect(validateMessageBlocks(fill(13_201))).toEqual({ kind: 'tooLong' });
  });

  it('12,000 characters in all markdown blocks together', () => {
    const fill = (size: number) => [words(6000), words(size - 6000)].map(toMarkdown);
    expect(validateMessageBlocks(fill(12_000))).toEqual({ kind: 'valid' });
    expect(validateMessageBlocks(fill(12_001))).toMatchObject({ kind: 'invalid' });
  });

  it('20,000 characters in a data table, and one table a message', () => {
    // The sum over all blocks is smaller, so the table's own limit shows alone.
    expect(validateMessageBlocks([dataTable(20, 20, words(50))])).toEqual({ kind: 'tooLong' });
    const oneMore = dataTable(20, 20, words(50));
    oneMore.rows[0]?.splice(0, 1, { type: 'raw_text', text: words(51) });
    expect(validateMessageBlocks([oneMore])).toMatchObject({ kind: 'invalid' });
    expect(validateMessageBlocks([table(1, 1), table(1, 1)])).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    ['section text', section({ text: plain('') })],
    ['button text', actions(button({ text: plain('') }))],
    ['context elements', { type: 'context', elements: [] }],
    ['actions elements', actions()],
    ['section fields', section({ fields: [] })],
    ['rich text', richText({ type: 'text', text: '' })],
    ['option groups', actions({ type: 'static_select', option_groups: [] })],
    ['options', actions(select({ options: [] }))],
    ['carousel', { type: 'carousel', elements: [] }],
    ['container', { type: 'container', title: plain(), child_blocks: [] }],
    ['card actions', { type: 'card', title: mrkdwn(), actions: [] }],
    ['rich text block', { type: 'rich_text', elements: [] }],
    ['context_actions', { type: 'context_actions', elements: [] }],
    ['table', table(0, 1)],
    ['table row', table(1, 0)],
    ['data_table', dataTable(0, 1)],
    ['table cell', { type: 'table', rows: rows(1, 1, '') }],
    ['page', { ...dataTable(1, 1), page_size: 0 }],
    ['overflow', actions({ type: 'overflow', options: [] })],
    ['radio buttons', actions({ type: 'radio_buttons', options: [] })],
    ['checked options', actions({ type: 'checkboxes', options: options(1), ...initial })],
    ['selected options', actions({ type: 'multi_static_select', options: options(1), ...initial })],
    ['selected results', actions({ type: 'multi_external_select', ...initial })],
    ['group', actions({ type: 'static_select', option_groups: [{ label: plain(), options: [] }] })],
    ['most to select', actions({ type: 'multi_users_select', max_selected_items: 0 })],
    ['filter', actions({ type: 'conversations_select', filter: {} })],
    ['kinds of a filter', actions({ type: 'conversations_select', filter: { include: [] } })],
    ['dispatch triggers', input(textInput({ dispatch_action_config: { trigger_actions_on: [] } }))],
    ['length of an entry', input(textInput({ max_length: 0 }))],
    ['least lines', input({ type: 'rich_text_input', min_lines: 0 })],
    ['most lines', input({ type: 'rich_text_input', max_lines: 0 })],
    ['moment', actions({ type: 'datetimepicker', initial_date_time: 999_999_999 })],
  ])('%s: not empty', (_, block) => {
    expect(validateMessageBlocks([block])).toMatchObject({ kind: 'invalid' });
  });
});

function toMarkdown(text: string): object {
  return { type: 'markdown', text };
}
