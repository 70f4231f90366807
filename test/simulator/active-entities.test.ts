import { describe, expect, it } from '@jest/globals';
import { activeEntities } from '../../simulator/block-kit/active-entities.ts';
import { activeFormats } from '../../simulator/block-kit/active-formats.ts';

function inMrkdwn(text: string, verbatim = true) {
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text, verbatim } }];
  return activeEntities({ text: '', blocks });
}

describe('activeEntities', () => {
  it.each([
    ['<@U123>', { kind: 'user', id: 'U123' }],
    ['<@U123|ada>', { kind: 'user', id: 'U123' }],
    ['<#C123|general>', { kind: 'channel', id: 'C123' }],
    ['<!here>', { kind: 'broadcast', range: 'here' }],
    ['<!channel|channel>', { kind: 'broadcast', range: 'channel' }],
    ['<!everyone>', { kind: 'broadcast', range: 'everyone' }],
    ['<!subteam^S123|@ops>', { kind: 'usergroup', id: 'S123' }],
    ['<https://evil.example|our wiki>', link('https://evil.example', 'our wiki')],
    ['<mailto:a@b.example>', link('mailto:a@b.example')],
    ['<!date^1^{date}^https://evil.example|now>', { kind: 'date', url: 'https://evil.example' }],
  ])('finds what %s does', (text, expected) => {
    expect(inMrkdwn(`before ${text} after`)).toEqual([
      { ...expected, at: '/blocks/0/text', via: 'markup' },
    ]);
  });

  it.each(['&lt;!here&gt;', '<not a reference>', '<>', 'a < b > c', '@here', 'https://x.example'])(
    'takes %s for words where Slack is told not to look',
    (text) => {
      expect(inMrkdwn(text)).toEqual([]);
    },
  );

  it('finds what Slack links by itself where it is not told to stop', () => {
    expect(inMrkdwn('@here see #general, @ada and https://x.example', false)).toMatchObject([
      link('https://x.example'),
      { kind: 'broadcast', range: 'here' },
      { kind: 'name', name: '#general' },
      { kind: 'name', name: '@ada' },
    ]);
  });

  it('finds nothing in plain text, whatever it says', () => {
    const text = { type: 'plain_text', text: '<!here> <@U1> https://x.example' };
    expect(activeEntities({ text: '', blocks: [{ type: 'header', text }] })).toEqual([]);
  });

  it('reads rich text by its elements, not by its words', () => {
    const elements = [
      { type: 'text', text: '<!here>' },
      { type: 'broadcast', range: 'channel' },
      { type: 'user', user_id: 'U1' },
      { type: 'usergroup', usergroup_id: 'S1' },
      { type: 'channel', channel_id: 'C1' },
      { type: 'link', url: 'https://x.example', text: 'x' },
    ];
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
    expect(activeEntities({ text: '', blocks })).toEqual([
      {
        kind: 'broadcast',
        range: 'channel',
        at: '/blocks/0/elements/0/elements/1',
        via: 'element',
      },
      { kind: 'user', id: 'U1', at: '/blocks/0/elements/0/elements/2', via: 'element' },
      { kind: 'usergroup', id: 'S1', at: '/blocks/0/elements/0/elements/3', via: 'element' },
      { kind: 'channel', id: 'C1', at: '/blocks/0/elements/0/elements/4', via: 'element' },
      { ...link('https://x.example', 'x'), at: '/blocks/0/elements/0/elements/5', via: 'element' },
    ]);
  });

  it('counts the text beside blocks, and bare URLs only in a message without', () => {
    const text = '<!here> https://x.example';
    const divider = [{ type: 'divider' }];
    expect(activeEntities({ text, blocks: divider }).map(({ kind }) => kind)).toEqual([
      'broadcast',
    ]);
    const kinds = activeEntities({ text, blocks: undefined }).map(({ kind }) => kind);
    expect(kinds).toEqual(['broadcast', 'link']);
  });

  it('looks names up in the text only when asked to', () => {
    const message = { text: 'ask @ada', blocks: undefined };
    expect(activeEntities(message)).toEqual([]);
    expect(activeEntities({ ...message, linkNames: true })).toHaveLength(1);
    expect(activeEntities({ ...message, parse: 'full' })).toHaveLength(1);
  });

  it('reads Markdown links in a markdown block', () => {
    const blocks = [{ type: 'markdown', text: '[wiki](https://evil.example) <!here>' }];
    const kinds = activeEntities({ text: '', blocks }).map(({ kind }) => kind);
    expect(kinds).toEqual(['broadcast', 'link', 'link']);
  });
});

describe('activeFormats', () => {
  it.each([
    ['a *bold* word', 'bold', 'bold'],
    ['an _italic one_', 'italic', 'italic one'],
    ['~gone~', 'strike', 'gone'],
    ['`code`', 'code', 'code'],
    ['&gt; said', 'quote', ' said'],
  ])('sees the format of %s', (text, style, inside) => {
    expect(activeFormats({ text, blocks: undefined })).toEqual([
      { style, text: inside, at: '/text' },
    ]);
  });

  it.each(['snake_case_name', '2 * 3 * 4', 'a*b*c', '**', '~/home and ~/work'])(
    'sees none in %s',
    (text) => {
      expect(activeFormats({ text, blocks: undefined })).toEqual([]);
    },
  );
});

function link(url: string, label?: string) {
  return { kind: 'link', url, label };
}
