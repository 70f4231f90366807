import { describe, expect, it } from '@jest/globals';
import { renderDigestProblems } from '../../../../../src/slack/digest/messages/digest-problems.ts';
import { plainTextOf } from '../../../../../src/slack/reply/message.ts';

describe('renderDigestProblems', () => {
  it('lists the topics once, however many are unknown', () => {
    const problems = ['ops', 'hr'].map((text) => ({ kind: 'topic', text, nearest: [] }) as const);
    const said = plainTextOf(renderDigestProblems(problems, ['deploy', 'queues'], '/guide'));
    expect(said.match(/The topics are deploy, queues/g)).toHaveLength(1);
    expect(said).toContain('- ops isn’t a topic.\n');
  });

  it('does not say that a day is no day', () => {
    const problem = { kind: 'weekday', text: 'day', nearest: [] } as const;
    const said = plainTextOf(renderDigestProblems([problem], [], '/guide'));
    expect(said).toContain(
      '- day doesn’t say which day. Digests are weekly, so name one day: on monday',
    );
  });

  it('says a word once that was typed again and again', () => {
    const problem = { kind: 'word', text: 'everyone', nearest: [] } as const;
    const said = plainTextOf(renderDigestProblems([problem, problem], [], '/guide'));
    expect(said).toContain('I didn’t understand “everyone”, so I haven’t changed anything.');
  });
});
