import { describe, expect, it } from '@jest/globals';
import { decodeSlackText } from '../../../../src/slack/receive/decode-text.ts';

describe('decodeSlackText', () => {
  it.each([
    ['roll back &amp; forward', 'roll back & forward'],
    ['a &lt;b&gt; c', 'a <b> c'],
    ['ask <@U0123ABC|dana> about it', 'ask @dana about it'],
    ['ask <@U0123ABC> about it', 'ask  about it'],
    ['<#C0123ABC|deploy> rollback', '#deploy rollback'],
    ['<#C0123ABC|> rollback', 'rollback'],
    ['see <https://example.com/a?b=1&amp;c=2>', 'see https://example.com/a?b=1&c=2'],
    ['see <https://example.com|the docs>', 'see the docs'],
    ['<mailto:a@example.com|a@example.com>', 'a@example.com'],
    ['<!here> hello', '@here hello'],
    ['<!subteam^S123|@oncall> hello', '@oncall hello'],
    ['&amp;lt;', '&lt;'],
    ['5 < 6', '5 < 6'],
  ])('turns %j into what was typed', (sent, typed) => {
    expect(decodeSlackText(sent)).toBe(typed);
  });
});
