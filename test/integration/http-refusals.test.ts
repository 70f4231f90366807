import { describe, expect, it } from '@jest/globals';
import { postSigned, type SignedRequest } from '../helpers/post-signed.ts';
import { withGuidepost, type Bench } from '../helpers/with-guidepost.ts';

/** A command whose answer goes nowhere: the local Slack knows no such address. */
function commandBody({ slack }: Bench): string {
  return new URLSearchParams({
    command: '/guide',
    text: 'retries',
    user_id: 'U1',
    team_id: 'T1',
    channel_id: 'C1',
    response_url: `${slack.apiUrl}nowhere`,
  }).toString();
}

type Request = Partial<SignedRequest>;

function post(bench: Bench, request: Request): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...request.headers };
  return postSigned(bench, { ...request, body: request.body ?? commandBody(bench), headers });
}

const json = { 'content-type': 'application/json' };

describe('the HTTP door', () => {
  it.each([
    '{}',
    '{"type":"event_callback"}',
    '{"type":"event_callback","event":null}',
    '{"type":"event_callback","event_id":1,"team_id":{},"event":{"type":"app_mention"}}',
    '{"type":"event_callback","event_id":"E","team_id":"T","event":{"type":"app_mention","user":{},"text":7}}',
    '{"type":"block_actions","actions":null,"user":null}',
    '{"type":"block_actions","actions":[null],"user":{"id":"U"}}',
    '{"type":"view_submission","view":[],"user":{"id":"U"}}',
    '{"command":"/guide","text":{}}',
  ])('lives on after a correctly signed %s', async (body) => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      expect((await post(bench, { body, headers: json })).status).toBe(200);
      const sane = await bench.slack
        .asUser(bench.people.member)
        .command('/guide', 'retries', { channel: bench.channels.general });
      expect(sane.ok).toBe(true);
    });
  });

  const deep = (inner: string, times = 100_000) =>
    `${'['.repeat(times)}${inner}${']'.repeat(times)}`;
  const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-16' };
  it.each<[string, number, Request]>([
    ['lists in lists', 400, { body: deep('1'), headers: json }],
    [
      'objects in objects',
      200,
      { body: `${'{"a":'.repeat(90_000)}1${'}'.repeat(90_000)}`, headers: json },
    ],
    [
      'words that are lists in lists',
      200,
      {
        body: `{"type":"event_callback","event_id":"E","event":{"type":"app_mention","channel":"C","ts":"1.1","user":"U1","text":${deep('1')}}}`,
        headers: json,
      },
    ],
    [
      'a form whose values never end',
      200,
      {
        body: `{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V","type":"modal","callback_id":"digest_subscribe","private_metadata":"${'{'.repeat(3_000)}","state":{"values":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}}}`,
        headers: json,
      },
    ],
    [
      'every key twice',
      200,
      {
        body: '{"type":"block_actions","type":"view_submission","user":{"id":"U1"},"user":7,"view":{},"actions":[]}',
        headers: json,
      },
    ],
    [
      'a form with every key twice',
      200,
      { body: 'command=/guide&command=/x&text=a&text=b&user_id=U1&user_id=&channel_id=C1' },
    ],
    [
      'keys that every object has',
      200,
      {
        body: '{"type":"__proto__","__proto__":{"command":"/guide"},"constructor":{"prototype":{}},"toString":1}',
        headers: json,
      },
    ],
    [
      'a type of a list',
      200,
      { body: '{"type":["event_callback"],"event":{"type":["message"]}}', headers: json },
    ],
    [
      '100,000 keys',
      200,
      {
        body: new URLSearchParams(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, '']))
          .toString()
          .slice(0, 990_000),
      },
    ],
    ['another charset', 200, { headers: form }],
    ['no type of content', 400, { headers: { 'content-type': '' } }],
    [
      'half of a character',
      200,
      { body: 'command=%2Fguide&text=%ED%A0%80%FF%00&user_id=U1&channel_id=C1&response_url=' },
    ],
    [
      'half of a surrogate pair',
      200,
      {
        body: '{"type":"event_callback","event_id":"E","event":{"type":"app_mention","channel":"C","ts":"1700000000.000100","user":"U1","text":"\\ud800 \\u0000"}}',
        headers: json,
      },
    ],
    [
      'a compressed body',
      400,
      { body: '\u001f\b\u0000', headers: { ...json, 'content-encoding': 'gzip' } },
    ],
    [
      'a number of times',
      200,
      { headers: { 'x-slack-retry-num': '-1e999', 'x-slack-retry-reason': 'x'.repeat(5_000) } },
    ],
  ])('lives on after %s, correctly signed', async (_, status, request) => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      for (let time = 0; time < 2; time += 1) {
        const response = await post(bench, request);
        expect(response.status).toBe(status);
        expect(await response.text()).not.toMatch(/\bat \S+:\d|node_modules|Error/);
      }
      const sane = await bench.slack
        .asUser(bench.people.member)
        .command('/guide', 'retries', { channel: bench.channels.general });
      expect(sane.ok).toBe(true);
      expect(
        bench
          .log()
          .filter(
            ({ level, err }) =>
              level === 50 && !String((err as Error | undefined)?.message).includes('API error'),
          ),
      ).toEqual([]);
    });
  });

  it.each<[string, Request, number]>([
    ['a wrong secret', { secret: 'wrong' }, 401],
    ['a stale timestamp', { ageS: 310 }, 401],
    ['a timestamp from the future', { ageS: -310 }, 401],
    ['a timestamp that is no number', { headers: { 'x-slack-request-timestamp': 'NaN' } }, 401],
    ['a correctly signed null', { body: 'null', headers: json }, 400],
    ['a correctly signed list', { body: '[]', headers: json }, 400],
    ['what is no JSON', { body: '{', headers: json }, 400],
    ['a form whose payload is null', { body: 'payload=null' }, 400],
    ['another body than was signed', { addition: '&x=1' }, 401],
    ['no signature', { headers: { 'x-slack-signature': '' } }, 401],
    ['a signature of another length', { headers: { 'x-slack-signature': 'v0=1' } }, 401],
  ])('refuses %s', async (_, request, status) => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      const response = await post(bench, request);
      expect(response.status).toBe(status);
      expect(await response.text()).toBe('');
      expect(bench.log().filter(({ msg }) => msg === 'handled a request')).toEqual([]);
    });
  });

  it('takes nothing but posts', async () => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      const { status, headers } = await post(bench, { method: 'GET' });
      expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    });
  });

  it('lets in what is signed', async () => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      expect((await post(bench, {})).status).toBe(200);
    });
  });

  it('answers the check of its certificate, and does nothing else', async () => {
    await withGuidepost({ transport: 'http' }, async (bench) => {
      const response = await post(bench, { body: 'ssl_check=1&token=x' });
      expect(response.status).toBe(200);
      expect(bench.log().filter(({ msg }) => msg === 'handled a request')).toEqual([]);
    });
  });

  it('refuses a body larger than anything Slack sends', async () => {
    await withGuidepost({ transport: 'http' }, async ({ bot }) => {
      const response = await fetch(`http://127.0.0.1:${bot.port}/slack/events`, {
        method: 'POST',
        body: 'x'.repeat(1_000_001),
      });
      expect(response.status).toBe(413);
    });
  });

  it('knows no other path', async () => {
    await withGuidepost({ transport: 'http' }, async ({ bot }) => {
      for (const path of [
        '/',
        '/slack',
        '/slack/events/x',
        '/..%2f',
        '/__proto__',
        '/constructor',
      ]) {
        expect((await fetch(`http://127.0.0.1:${bot.port}${path}`)).status).toBe(404);
      }
    });
  });
});
