import { describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { View } from '../../simulator/workspace/views.ts';
import { buttonLabels, visibleText } from '../helpers/visible-text.ts';
import { withGuidepost, type Bench, type Transport } from '../helpers/with-guidepost.ts';

const now = () => new Date('2026-11-22T12:00:00Z');

function textOf({ blocks }: View): string {
  return visibleText({ text: '', blocks });
}

async function ask({ slack, people, channels }: Bench, text: string) {
  await slack.asUser(people.member).command('/guide', text, { channel: channels.general });
  return await slack.waitFor(() => slack.messagesSeenBy(people.member, channels.general).at(-1));
}

describe.each<Transport>(['http', 'socket'])('an article read in Slack, over %s', (transport) => {
  it('opens at the section that answers, and leads to any other', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      await slack.asUser(people.member).click(reply, 'answer_read');
      const opened = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      expect(textOf(opened)).toMatch(/^Deploying on a calm day[^]*Rolling back/);
      expect(buttonLabels(opened)).toEqual(['From the beginning']);
      await slack.asUser(people.member).click(opened, 'read_previous');
      const whole = await slack.waitFor(() =>
        slack
          .modalsOf(people.member)
          .find((view) => textOf(view).includes('How a change reaches production')),
      );
      expect(whole.id).toBe(opened.id);
    });
  });

  it('opens from the list of what else is plausible', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people } = bench;
      const reply = await ask(bench, 'latest');
      const select = JSON.stringify(reply.blocks);
      const [, value = ''] =
        /"text":"Receiving webhooks","emoji":false},"value":"([^"]+)"/.exec(select) ?? [];
      await slack.asUser(people.member).selectOption(reply, 'answer_read_one', value);
      const opened = await slack.waitFor(() => slack.modalsOf(people.member)[0]);
      expect(textOf(opened)).toMatch(/^Receiving webhooks/);
    });
  });

  it('opens for whoever presses in a thread, and for nobody else', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels } = bench;
      const { message } = await slack.asUser(people.member).mention(channels.general, 'webhooks');
      const answer = await slack.waitFor(() =>
        slack
          .messagesSeenBy(people.admin, channels.general, { thread: message.ts })
          .find(({ botId }) => botId !== undefined),
      );
      await slack.asUser(people.admin).click(answer, 'answer_read');
      await slack.waitFor(() => slack.modalsOf(people.admin)[0]);
      expect(slack.modalsOf(people.member)).toEqual([]);
    });
  });

  it('says so when the article is gone', async () => {
    await withGuidepost({ transport, now }, async (bench) => {
      const { slack, people, channels, contentDir, waitForLog } = bench;
      const reply = await ask(bench, 'how do I roll back a release');
      await rm(path.join(contentDir, 'deploys.md'));
      await waitForLog({ msg: 'articles changed' });
      await slack.asUser(people.member).click(reply, 'answer_read');
      await slack.waitFor(() =>
        slack
          .messagesSeenBy(people.member, channels.general)
          .find((message) => visibleText(message).startsWith('That article isn’t in the guide')),
      );
    });
  });
});
