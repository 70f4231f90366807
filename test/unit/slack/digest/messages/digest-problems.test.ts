import { describe, expect, it } from '@jest/globals';
import { renderDigestProblems } from '../../../../../src/slack/digest/messages/digest-problems.ts';
import { visibleText } from '../../../../helpers/visible-text.ts';

describe('renderDigestProblems', () => {
  it('lists the topics once, however many are unknown', () => {
    const problems = ['ops', 'hr'].map((text) => ({ kind: 'topic', text, nearest: [] }) as const);
    const said = visibleText(renderDigestProblems(problems, ['deploy', 'queues'], '/guide'));
    expect(said.match(/The topics are deploy, queues/g)).toHaveLength(1);
    expect(said).toContain('- ops isn’t a topic.\n');
  });

  it('says a word once that was typed again and again', () => {
    const problem = { kind: 'word', text: '@all', nearest: [] } as const;
    const said = visibleText(renderDigestProblems([problem, problem], [], '/guide'));
    expect(said).toContain('I didn’t understand “@all”, so I haven’t changed anything.');
  });
});
