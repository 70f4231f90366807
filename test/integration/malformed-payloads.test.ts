import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../simulator/delivery/outgoing.ts';
import { postSigned } from '../helpers/post-signed.ts';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';
import { parsePayload } from '../../src/slack/receive/parse-payload.ts';

type Payload = Readonly<Record<string, unknown>>;
type Path = readonly string[];

const env = {
  REQUESTS_PER_MINUTE: '99999',
  WORKSPACE_REQUESTS_PER_MINUTE: '99999',
  UNFURL_LINKS: 'on',
};
const wrong: readonly unknown[] = [null, '', 0, [], {}, [null]];

/** One valid payload of each kind, as Slack sent it. */
async function collectPayloads(bench: Bench): Promise<readonly Payload[]> {
  const { slack, people, channels } = bench;
  const { general } = channels;
  const person = slack.asUser(people.admin);
  const deliveries: (Delivery | undefined)[] = [];
  const mention = await person.mention(general, 'retries');
  deliveries.push(...mention.deliveries);
  deliveries.push(...(await person.directMessage('webhooks')).deliveries);
  deliveries.push(
    ...(await person.sendMessage(general, 'see https://guide.example.com/articles/webhooks'))
      .deliveries,
  );
  deliveries.push(await person.command('/guide', 'webhooks', { channel: general }));
  const answer = await slack.waitFor(() =>
    slack.messagesSeenBy(people.admin, general).find(({ ephemeralTo }) => ephemeralTo),
  );
  deliveries.push(await person.click(answer, 'answer_share'));
  deliveries.push(...(await person.openHome()), ...(await person.openHome('messages')));
  const home = await slack.waitFor(() => slack.homeOf(people.admin));
  const { delivery, options } = await person.suggest(home, 'find_article', 'webh');
  deliveries.push(delivery, await person.selectOption(home, 'find_article', options[0] as never));
  deliveries.push(await person.selectOption(home, 'home_ask', 'roll back a release'));
  deliveries.push(await person.shortcut('ask_guide'));
  const form = await slack.waitFor(() =>
    slack.modalsOf(people.admin).find(({ submit }) => submit !== null),
  );
  deliveries.push((await person.submitView(form, { ask_question: 'webhooks' })).delivery);
  deliveries.push(await person.shortcut('find_article_about', mention.message));
  const formOf = (title: string) =>
    slack.waitFor(() =>
      slack.modalsOf(people.admin).find((view) => view.submit && view.title?.['text'] === title),
    );
  await person.command('/guide', 'digest subscribe', { channel: general });
  deliveries.push((await person.submitView(await formOf('Weekly digest'))).delivery);
  deliveries.push(await person.click(answer, 'answer_not_helpful'));
  const rating = await person.submitView(await formOf('Not helpful'), { rate_reason: 'notAsked' });
  deliveries.push(rating.delivery);
  const sent = deliveries.flatMap((each) => (each ? [each.sent.body] : []));
  const [first = {}] = sent;
  const happened: readonly Payload[] = [
    { type: 'channel_archive', channel: 'C9', user: people.admin },
    { type: 'channel_left', channel: 'C9' },
    { type: 'channel_unarchive', channel: 'C9', user: people.admin },
    { type: 'member_joined_channel', channel: 'C9', user: slack.installation.botUserId },
    { type: 'channel_id_changed', old_channel_id: 'C9', new_channel_id: 'C10' },
    { type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } },
    { type: 'reaction_added', user: people.admin, item: { type: 'message', channel: general } },
  ];
  return [...sent, ...happened.map((event) => ({ ...first, event }))];
}

/** Every field there is, but what only Slack draws. */
function pathsIn(value: unknown): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    [name],
    ...(name === 'blocks' ? [] : pathsIn(inner).map((path) => [name, ...path])),
  ]);
}

function replaced(value: unknown, [name, ...rest]: Path, by: unknown): unknown {
  if (name === undefined) return by;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const fields = copy as Record<string, unknown>;
  fields[name] = replaced(fields[name], rest, by);
  return copy;
}

/** A trigger and a response URL are good for one use, and Slack says so. */
const saidBySlack = /API error|used_url|nobody is there to be told/;

describe('a signed payload', () => {
  it('with anything in the place of any field is no error of ours', async () => {
    await withGuidepost(
      { transport: 'http', unfurl: ['guide.example.com'], env },
      async (bench) => {
        const posted = new Set<string>();
        const ends: string[] = [];
        let refused = 0;
        for (const payload of await collectPayloads(bench)) {
          for (const path of pathsIn(payload)) {
            for (const by of wrong) {
              const body = replaced(payload, path, by) as Payload;
              const parsed = parsePayload(body);
              if (parsed.kind !== 'understood') {
                refused += 1;
                continue;
              }
              // The rest goes no further, and what is new each time makes nothing new of it.
              const heard = JSON.stringify({ ...parsed.payload, event_id: '', trigger_id: '' });
              if (posted.has(heard)) continue;
              posted.add(heard);
              const isNew = 'event' in parsed.payload && { event_id: `Ev${posted.size}` };
              const { status } = await postSigned(bench, {
                body: JSON.stringify({ ...body, ...isNew }),
              });
              if (status !== 200) ends.push(`${path.join('.')} in ${heard}: ${String(status)}`);
            }
          }
        }
        expect(refused).toBeGreaterThan(1_000);
        expect(posted.size).toBeGreaterThan(200);
        expect(ends).toEqual([]);
        const errors = bench.log().flatMap(({ level, err, detail }) => {
          const { message, stack } = (err ?? {}) as { message?: string; stack?: string };
          return level === 50 && !saidBySlack.test(String(message)) ? [stack ?? detail] : [];
        });
        expect(errors).toEqual([]);
      },
    );
  });
});
