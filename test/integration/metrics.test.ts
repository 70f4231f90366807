import { describe, expect, it } from '@jest/globals';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';

async function readMetrics({ bot }: Bench): Promise<ReadonlyMap<string, number>> {
  const response = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
  expect(response.status).toBe(200);
  const lines = (await response.text()).split('\n').filter((line) => /^[a-z]/.test(line));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const nameOf = (sample: string): string => sample.replace(/\{.*$/, '');

describe('/metrics', () => {
  it('is not there until it is asked for', async () => {
    await withGuidepost({ transport: 'socket' }, async ({ bot }) => {
      expect((await fetch(`http://127.0.0.1:${bot.port}/metrics`)).status).toBe(404);
    });
  });

  it('counts what people ask, what Slack is asked, and what is there to answer with', async () => {
    const env = { METRICS: 'on' };
    await withGuidepost({ transport: 'socket', env }, async (bench) => {
      const { slack, people, channels, contentDir, waitForLog } = bench;
      await slack
        .asUser(people.member)
        .command('/guide', 'webhooks', { channel: channels.general });
      await slack.asUser(people.member).mention(channels.general, 'zebra giraffe');
      await waitForLog({ request: 'app_mention' });
      const metrics = await readMetrics(bench);
      expect(metrics.get('guidepost_requests_total{surface="command",outcome="found"}')).toBe(1);
      const accepted = 'guidepost_requests_total{surface="app_mention",outcome="accepted"}';
      expect(metrics.get(accepted)).toBe(1);
      expect(metrics.get('guidepost_request_seconds_count{surface="command"}')).toBe(1);
      expect(metrics.get('guidepost_slack_calls_total{method="chat.postMessage",error=""}')).toBe(
        1,
      );
      expect(metrics.get('guidepost_index_articles')).toBe(6);
      expect(metrics.get('guidepost_slack_connected')).toBe(1);
      expect(metrics.get('guidepost_outbox_waiting')).toBe(0);
      expect(metrics.get('guidepost_reload_failures_total')).toBe(0);
      expect([...metrics.keys()].join('\n')).not.toMatch(/zebra|U0|xoxb/);

      await writeFile(path.join(contentDir, 'broken.md'), Buffer.from([0xc3, 0x28, 0xff]));
      await waitForLog({ path: 'broken.md' });
      expect((await readMetrics(bench)).get('guidepost_reload_failures_total')).toBe(1);
    });
  });

  it('has every metric that the dashboard and the alerts use', async () => {
    const dashboard = JSON.parse(await readFile('deploy/grafana/guidepost.json', 'utf8')) as {
      panels: { targets: { expr: string }[] }[];
    };
    const alerts = parse(await readFile('deploy/prometheus/alerts.yml', 'utf8')) as {
      groups: { rules: { expr: string }[] }[];
    };
    const expressions = [
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...alerts.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ];
    const used = new Set(
      expressions.flatMap((expr) => expr.match(/\b(?:guidepost|process|nodejs)_\w+/g) ?? []),
    );
    await withGuidepost({ transport: 'socket', env: { METRICS: 'on' } }, async (bench) => {
      const { slack, people, channels, bot, waitForLog } = bench;
      // What has labels is there when it has happened.
      await slack
        .asUser(people.member)
        .command('/guide', 'webhooks', { channel: channels.general });
      await waitForLog({ request: '/guide' });
      const response = await fetch(`http://127.0.0.1:${bot.port}/metrics`);
      const described = (await response.text()).match(/(?<=^# HELP )\w+/gm) ?? [];
      const names = new Set([...described, ...[...(await readMetrics(bench)).keys()].map(nameOf)]);
      expect([...used].filter((name) => !names.has(name))).toEqual([]);
      const ours = described.filter((name) => name.startsWith('guidepost_'));
      const shown = (name: string) => [...used].some((other) => other.startsWith(name));
      expect(ours.filter((name) => !shown(name))).toEqual([]);
    });
  });
});
