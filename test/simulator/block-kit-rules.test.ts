import { describe, expect, it } from '@jest/globals';
import { formatProblem } from '../../simulator/block-kit/problems.ts';
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
  plain,
  richText,
  section,
  select,
  textInput,
} from './blocks.ts';

function problemsOf(...blocks: unknown[]): readonly string[] {
  const verdict = validateMessageBlocks(blocks);
  return verdict.kind === 'invalid' ? verdict.problems.map(formatProblem) : [];
}

const colourList = {
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_list',
      style: 'ordered',
      indent: 1,
      border: 1,
      offset: 2,
      elements: [{ type: 'rich_text_section', elements: [{ type: 'color', value: '#a0b1c2' }] }],
    },
    { type: 'rich_text_quote', elements: [{ type: 'emoji', name: 'wave' }], border: 0 },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] },
  ],
};
const everyInline = richText(
  { type: 'text', text: 'x', style: { bold: true, italic: true, strike: true, code: true } },
  { type: 'link', url: 'https://x.example', text: 'x', style: { underline: true } },
  { type: 'user', user_id: 'U1' },
  { type: 'usergroup', usergroup_id: 'S1' },
  { type: 'team', team_id: 'T1' },
  { type: 'channel', channel_id: 'C1' },
  { type: 'broadcast', range: 'here' },
  { type: 'date', timestamp: 1, format: '{date}', fallback: 'x', url: 'https://x.example' },
);
const card = { type: 'card', body: mrkdwn(), actions: [button()], hero_image: image() };

describe('the shape of blocks', () => {
  it.each([
    ['section with only fields', { type: 'section', fields: [plain()] }],
    ['section with an accessory', section({ accessory: image(), expand: true })],
    ['image from a Slack file', { type: 'image', alt_text: 'a', slack_file: { id: 'F1' } }],
    ['rich text of every kind', colourList],
    ['rich text with every element', everyInline],
    ['card', card],
    ['carousel', { type: 'carousel', elements: [card] }],
    [
      'container',
      {
        type: 'container',
        rich_text_title: richText({ type: 'text', text: 'x' }),
        child_blocks: [section()],
      },
    ],
    ['task card', { type: 'task_card', task_id: '1', title: 't', status: 'pending', sources: [] }],
    ['plan', { type: 'plan', title: 't', tasks: [] }],
    [
      'table',
      {
        type: 'table',
        rows: [[{ type: 'raw_text', text: 'x' }, richText({ type: 'text', text: 'x' })]],
        column_settings: [{ align: 'right', is_wrapped: true }],
      },
    ],
    [
      'pickers',
      actions(
        { type: 'datepicker', initial_date: '2026-02-28' },
        { type: 'timepicker', initial_time: '09:00', timezone: 'Europe/Berlin' },
        { type: 'datetimepicker', initial_date_time: 1_000_000_000 },
      ),
    ],
    [
      'selects',
      actions(
        { type: 'users_select' },
        { type: 'channels_select', response_url_enabled: true },
        { type: 'conversations_select', filter: { include: ['public'] } },
        { type: 'external_select', min_query_length: 1 },
      ),
    ],
    [
      'selects of many',
      actions(
        { type: 'multi_users_select', max_selected_items: 2 },
        { type: 'multi_static_select', options: [option()] },
      ),
    ],
    [
      'overflow with a link',
      actions({ type: 'overflow', options: [option('a', { url: 'https://x.example' })] }),
    ],
    [
      'formatted radio buttons',
      actions({ type: 'radio_buttons', options: [option('a', { text: mrkdwn() })] }),
    ],
  ])('accepts a %s', (_, block) => {
    expect(problemsOf(block)).toEqual([]);
  });

  it.each([
    [
      'unknown block',
      { type: 'sparkle' },
      'unsupported type: sparkle [json-pointer:/blocks/0/type]',
    ],
    [
      'file block',
      { type: 'file', external_id: 'x', source: 'remote' },
      'unsupported type: file [json-pointer:/blocks/0/type]',
    ],
    [
      'alert outside a modal',
      { type: 'alert', text: plain() },
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'block without a type',
      { text: plain() },
      'missing required field: type [json-pointer:/blocks/0]',
    ],
    ['block that is no object', 'divider', 'must provide an object [json-pointer:/blocks/0]'],
    [
      'unknown field',
      { ...divider, color: 'red' },
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    [
      'disabled button',
      actions(button({ disabled: true })),
      'invalid additional property: disabled [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'section of nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'header in mrkdwn',
      { type: 'header', text: mrkdwn() },
      'must be a valid enum value [json-pointer:/blocks/0/text/type]',
    ],
    [
      'text that is a string',
      section({ text: 'x' }),
      'must provide an object [json-pointer:/blocks/0/text]',
    ],
    [
      'text without words',
      section({ text: { type: 'mrkdwn' } }),
      'missing required field: text [json-pointer:/blocks/0/text]',
    ],
    [
      'emoji in mrkdwn',
      section({ text: { ...mrkdwn(), emoji: true } }),
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'too long text',
      section({ text: mrkdwn(3001) }),
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'empty text',
      section({ text: mrkdwn('') }),
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'text input among actions',
      actions(textInput()),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'date and time beside a section',
      section({ accessory: { type: 'datetimepicker' } }),
      'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]',
    ],
    [
      'button in a context',
      { type: 'context', elements: [button()] },
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'button as an input',
      input(button()),
      'unsupported type: button [json-pointer:/blocks/0/element/type]',
    ],
    [
      'file input in a message',
      input({ type: 'file_input' }),
      'unsupported type: file_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'image from nowhere',
      { type: 'image', alt_text: 'a' },
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'image from two places',
      image({ slack_file: { id: 'F1' } }),
      'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]',
    ],
    [
      'image without alt_text',
      { type: 'image', image_url: 'https://x.example' },
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'url that is none',
      actions(button({ url: 'x.example' })),
      'must be a valid URL [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'purple button',
      actions(button({ style: 'purple' })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'option without a value',
      actions(select({ options: [{ text: plain() }] })),
      'missing required field: value [json-pointer:/blocks/0/elements/0/options/0]',
    ],
    [
      'formatted select option',
      actions(select({ options: [option('a', { text: mrkdwn() })] })),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/options/0/text/type]',
    ],
    [
      'link in a select',
      actions(select({ options: [option('a', { url: 'https://x.example' })] })),
      'invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]',
    ],
    [
      'options and groups',
      actions(select({ option_groups: [{ label: plain(), options: [option()] }] })),
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'foreign initial option',
      actions(select({ initial_option: option('z') })),
      '`initial_option` must match one of the options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      'wrong date',
      actions({ type: 'datepicker', initial_date: '28.2.2026' }),
      'must match the expected format [json-pointer:/blocks/0/elements/0/initial_date]',
    ],
    [
      'wrong time',
      actions({ type: 'timepicker', initial_time: '25:00' }),
      'must match the expected format [json-pointer:/blocks/0/elements/0/initial_time]',
    ],
    [
      'min above max',
      input(textInput({ min_length: 5, max_length: 4 })),
      '`min_length` must not be greater than `max_length` [json-pointer:/blocks/0/element]',
    ],
    [
      'number input without its kind',
      input({ type: 'number_input' }),
      'missing required field: is_decimal_allowed [json-pointer:/blocks/0/element]',
    ],
    [
      'unknown rich text',
      richText({ type: 'shout' }),
      'unsupported type: shout [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'mention in code',
      {
        type: 'rich_text',
        elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }],
      },
      'unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'words straight in rich text',
      { type: 'rich_text', elements: [{ type: 'text', text: 'x' }] },
      'unsupported type: text [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'broadcast to nobody',
      richText({ type: 'broadcast', range: 'all' }),
      'must be a valid enum value [json-pointer:/blocks/0/elements/0/elements/0/range]',
    ],
    [
      'card of nothing',
      { type: 'card' },
      'must define one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]',
    ],
    [
      'task of unknown status',
      { type: 'task_card', task_id: '1', title: 't', status: 'lost' },
      'must be a valid enum value [json-pointer:/blocks/0/status]',
    ],
    [
      'http video',
      {
        type: 'video',
        alt_text: 'a',
        title: plain(),
        video_url: 'http://x.example',
        thumbnail_url: 'https://x.example',
      },
      'must be an https URL [json-pointer:/blocks/0/video_url]',
    ],
  ])('refuses a %s', (_, block, problem) => {
    expect(problemsOf(block)).toEqual([problem]);
  });

  it('wants block ids unique in the message, containers included', () => {
    const named = { ...divider, block_id: 'b' };
    const container = { type: 'container', title: plain(), child_blocks: [named] };
    expect(problemsOf(named, named)).toEqual([
      '`block_id` "b" already exists for another block [json-pointer:/blocks/1/block_id]',
    ]);
    expect(problemsOf(named, container)).toEqual([
      '`block_id` "b" already exists for another block [json-pointer:/blocks/1/child_blocks/0/block_id]',
    ]);
  });

  it('wants action ids unique in their block, not beyond', () => {
    const more = button({ action_id: 'more' });
    expect(problemsOf(actions(more), actions(more))).toEqual([]);
    expect(problemsOf(actions(more, more))).toEqual([
      '`action_id` "more" already exists for another element [json-pointer:/blocks/0/elements/1/action_id]',
    ]);
  });

  it('tells of everything that is wrong at once', () => {
    expect(problemsOf({ type: 'sparkle' }, section({ text: mrkdwn('') }), divider)).toHaveLength(2);
  });
});

describe('the shape of views', () => {
  const problemsOfModal = (fields: object) =>
    validateView(modal(fields), 'modal').map(formatProblem);

  it('accepts a form and an alert', () => {
    const blocks = [input(textInput()), { type: 'alert', text: mrkdwn(), level: 'info' }];
    expect(problemsOfModal({ submit: plain(), blocks })).toEqual([]);
  });

  it.each([
    [
      'no submit for an input',
      { blocks: [input(textInput())] },
      '`submit` is required when there is an input block [json-pointer:/view/submit]',
    ],
    [
      'markdown',
      { blocks: [{ type: 'markdown', text: 'x' }] },
      'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
    ],
    [
      'table',
      { blocks: [{ type: 'table', rows: [] }] },
      'unsupported type: table [json-pointer:/view/blocks/0/type]',
    ],
    [
      'title in mrkdwn',
      { title: mrkdwn() },
      'must be a valid enum value [json-pointer:/view/title/type]',
    ],
    [
      'two focused inputs',
      {
        submit: plain(),
        blocks: [
          input(textInput({ focus_on_load: true })),
          input(textInput({ focus_on_load: true })),
        ],
      },
      'only one element can have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]',
    ],
    ['unknown field', { size: 'large' }, 'invalid additional property: size [json-pointer:/view]'],
  ])('refuses a modal with %s', (_, fields, problem) => {
    expect(problemsOfModal(fields)).toEqual([problem]);
  });

  it('wants room for a file at least', () => {
    const asking = (files: number) => ({
      submit: plain(),
      blocks: [input({ type: 'file_input', max_files: files })],
    });
    expect(problemsOfModal(asking(1))).toEqual([]);
    expect(problemsOfModal(asking(0))).not.toEqual([]);
  });

  it('takes a Home tab without a title and refuses one with it', () => {
    expect(validateView({ type: 'home', blocks: [] }, 'home')).toEqual([]);
    expect(validateView({ type: 'home', blocks: [], title: plain() }, 'home')).not.toEqual([]);
    expect(validateView(modal(), 'home')).not.toEqual([]);
  });
});
