import { describe, expect, it } from '@jest/globals';
import { messageOf, plainTextOf } from '../../../../src/slack/reply/message.ts';
import {
  actions,
  bold,
  bullets,
  button,
  code,
  context,
  link,
  plain,
  quote,
  richText,
  say,
  text,
  user,
} from '../../../../src/slack/reply/rich-text.ts';

const press = (label: string) => button({ label, actionId: 'a', value: 'v' });
const title = link('Retries', 'https://guide.example.com/retries', { bold: true });

describe('the words of a message', () => {
  it('read a title, its passage and what else there is in sentences, without addresses', () => {
    const { text: told } = messageOf(
      richText(bold('Closest matches')),
      richText(title),
      richText(quote(text('Wait longer each time')), quote(text('Give up in the end.'))),
      richText(
        bold('Also'),
        bullets([link('Queues', 'https://guide.example.com/q'), text('Jobs')]),
      ),
    );
    expect(told).toBe(
      'Closest matches: Retries: Wait longer each time. Give up in the end. Also: Queues; Jobs',
    );
  });

  it('say of a list what each item is called, and all of an item that has no name', () => {
    const { text: told } = messageOf(
      { type: 'header', text: plain('This week') },
      richText(bullets([say`${title}  How often.`, say`${bold('2 old: ')}A; B`])),
      richText(bullets([say`${bold('digset')} isn’t a command.`, say`${code('help')}  says more`])),
    );
    expect(told).toBe('This week: Retries; 2 old. digset isn’t a command. help: says more');
  });

  it('leave out quiet lines, and buttons but for those that a line leads in to', () => {
    const { text: told } = messageOf(
      context('Only you can see this.'),
      richText(text('Nearest topics:')),
      actions(press('queues (3)'), press('jobs')),
      richText(text('Ask again.')),
      actions(press('Ask')),
    );
    expect(told).toBe('Nearest topics: queues (3); jobs. Ask again.');
  });

  it('are cut where they are long, never within a mention or an escaped sign', () => {
    for (let length = 580; length <= 600; length += 1) {
      const long = 'x'.repeat(length);
      const { text: told } = messageOf(richText(say`${long} ${user('U0ADA')} & < more than fits`));
      expect(told.length).toBeLessThanOrEqual(600);
      expect(told).toMatch(/^x+ ?(?:<@U0ADA>)?[^<]*…$/);
      expect(told.replaceAll(/&(?:amp|lt);/g, '')).not.toContain('&');
    }
  });
});

describe('the whole message as plain text', () => {
  it('has every line, the addresses, and the buttons that a line leads in to', () => {
    const message = messageOf(
      richText(say`See ${title}`, bullets([text('one'), text('two')])),
      context('Quiet.'),
      richText(text('Topics:')),
      actions(press('queues (3)')),
    );
    expect(plainTextOf(message)).toBe(
      'See Retries (https://guide.example.com/retries)\n- one\n- two\nQuiet.\nTopics:\n- queues (3)',
    );
  });
});
