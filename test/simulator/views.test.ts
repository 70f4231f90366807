import { describe, expect, it } from '@jest/globals';
import { divider, input, modal, plain, textInput, words } from './blocks.ts';
import { call, withLocalSlack, withReceiver, type Scene } from './with-local-slack.ts';

const trigger = ({ slack, ada, general }: Scene): string => {
  const use = { user: ada, channel: general, command: '/guide', text: '' };
  return String(slack.buildCommand(use).body['trigger_id']);
};
const open = (scene: Scene, view: object = modal()) =>
  call(scene.slack, 'views.open', { trigger_id: trigger(scene), view });

describe('views.open and views.push', () => {
  it('stack three modals and no more', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, ada } = scene;
      const push = () => call(slack, 'views.push', { trigger_id: trigger(scene), view: modal() });
      const opened = await open(scene);
      expect(opened).toMatchObject({
        ok: true,
        view: { previous_view_id: null, state: { values: {} } },
      });
      await push();
      expect(await push()).toMatchObject({
        view: {
          root_view_id: slack.modalsOf(ada)[0]?.id,
          previous_view_id: slack.modalsOf(ada)[1]?.id,
        },
      });
      expect(await push()).toMatchObject({ error: 'push_limit_reached' });
      expect(slack.modalsOf(ada)).toHaveLength(3);
    });
  });

  it('want a trigger that is real, fresh and unused', async () => {
    let at = Date.parse('2026-11-30T09:00:00Z');
    await withLocalSlack({ now: () => new Date(at) }, async (scene) => {
      const { slack } = scene;
      const openWith = (triggerId: string) =>
        call(slack, 'views.open', { trigger_id: triggerId, view: modal() });
      expect(await openWith('1.2.3')).toMatchObject({ error: 'invalid_trigger_id' });
      const used = trigger(scene);
      await openWith(used);
      expect(await openWith(used)).toMatchObject({ error: 'exchanged_trigger_id' });
      const [inTime, late] = [trigger(scene), trigger(scene)];
      at += 3000;
      expect(await openWith(inTime)).toMatchObject({ ok: true });
      at += 1;
      expect(await openWith(late)).toMatchObject({ error: 'expired_trigger_id' });
    });
  });

  it('leave the trigger unused when the view is wrong', async () => {
    await withLocalSlack({}, async (scene) => {
      const triggerId = trigger(scene);
      const view = { ...modal(), title: plain(25) };
      expect(await call(scene.slack, 'views.open', { trigger_id: triggerId, view })).toMatchObject({
        error: 'invalid_arguments',
        response_metadata: {
          messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
        },
      });
      const again = { trigger_id: triggerId, view: modal() };
      expect(await call(scene.slack, 'views.open', again)).toMatchObject({ ok: true });
    });
  });

  it('refuse what is too large, and an external id that is taken', async () => {
    await withLocalSlack({}, async (scene) => {
      const section = { type: 'section', fields: Array.from({ length: 10 }, () => plain(2000)) };
      const large = modal({ blocks: Array.from({ length: 14 }, () => section) });
      expect(await open(scene, large)).toMatchObject({ error: 'view_too_large' });
      await open(scene, modal({ external_id: 'mine' }));
      expect(await open(scene, modal({ external_id: 'mine' }))).toMatchObject({
        error: 'duplicate_external_id',
      });
    });
  });
});

describe('views.update and views.publish', () => {
  it('replace a view, unless it has changed since', async () => {
    await withLocalSlack({}, async (scene) => {
      const { slack, ada } = scene;
      const opened = (await open(scene, modal({ external_id: 'mine' })))['view'] as {
        id: string;
        hash: string;
      };
      const update = (args: object) =>
        call(slack, 'views.update', { view: modal({ title: plain('New') }), ...args });
      expect(await update({ view_id: opened.id, hash: 'old' })).toMatchObject({
        error: 'hash_conflict',
      });
      expect(await update({ view_id: opened.id, hash: opened.hash })).toMatchObject({ ok: true });
      expect(await update({ view_id: opened.id, hash: opened.hash })).toMatchObject({
        error: 'hash_conflict',
      });
      expect(await update({ view_id: 'V0' })).toMatchObject({ error: 'not_found' });
      expect(slack.modalsOf(ada)[0]?.title).toMatchObject({ text: 'New' });
    });
  });

  it('publish a Home tab where the manifest has one', async () => {
    await withLocalSlack({}, async ({ slack, ada, ben }) => {
      const publish = (user: string, args: object = {}) =>
        call(slack, 'views.publish', {
          user_id: user,
          view: { type: 'home', blocks: [divider] },
          ...args,
        });
      expect(await publish(ada)).toMatchObject({ ok: true });
      expect(slack.homeOf(ada)?.blocks).toHaveLength(1);
      expect(slack.homeOf(ben)).toBeUndefined();
      expect(await publish('U0')).toMatchObject({ error: 'user_not_found' });
      expect(await publish(ada, { hash: 'old' })).toMatchObject({ error: 'hash_conflict' });
      expect(await publish(ada, { view: modal() })).toMatchObject({ error: 'invalid_arguments' });
    });
    const manifest = { display_information: { name: 'x' } };
    await withLocalSlack({ manifest }, async ({ slack, ada }) => {
      const view = { type: 'home', blocks: [] };
      expect(await call(slack, 'views.publish', { user_id: ada, view })).toMatchObject({
        error: 'not_enabled',
      });
    });
  });
});

describe('forms', () => {
  const form = (fields: object = {}) =>
    modal({
      submit: plain('Go'),
      callback_id: 'form',
      blocks: [
        input(textInput({ action_id: 'words', max_length: 5 }), { block_id: 'words' }),
        input(
          { type: 'conversations_select', action_id: 'where', response_url_enabled: true },
          { block_id: 'where', optional: true },
        ),
      ],
      ...fields,
    });
  const openForm = async (scene: Scene, fields: object = {}) => {
    await open(scene, form(fields));
    const [view] = scene.slack.modalsOf(scene.ada);
    if (view === undefined) throw new Error('no modal');
    return view;
  };

  it('are not sent while Slack itself finds something missing or too long', async () => {
    await withReceiver({}, async (scene) => {
      const view = await openForm(scene);
      const person = scene.slack.asUser(scene.ada);
      expect((await person.submitView(view)).errors).toHaveProperty('words');
      expect((await person.submitView(view, { words: words(6) })).errors).toHaveProperty('words');
      expect(scene.app.received).toEqual([]);
    });
  });

  it('carry what was put in, and a way to reply where it was chosen', async () => {
    await withReceiver({}, async (scene) => {
      const view = await openForm(scene);
      const { ada, general, slack } = scene;
      await slack.asUser(ada).submitView(view, { words: 'abc', where: general });
      expect(scene.app.received[0]?.body).toMatchObject({
        type: 'view_submission',
        user: { id: ada },
        view: {
          id: view.id,
          callback_id: 'form',
          state: {
            values: {
              words: { words: { type: 'plain_text_input', value: 'abc' } },
              where: { where: { selected_conversation: general } },
            },
          },
        },
        response_urls: [{ block_id: 'where', action_id: 'where', channel_id: general }],
      });
      expect(slack.modalsOf(ada)).toEqual([]);
    });
  });

  it.each([
    ['an update', { response_action: 'update', view: form({ title: plain('Next') }) }, ['Next']],
    ['a push', { response_action: 'push', view: form({ title: plain('Next') }) }, ['x', 'Next']],
    ['a clear', { response_action: 'clear' }, []],
    ['nothing', '', []],
    ['errors', { response_action: 'errors', errors: { words: 'No' } }, ['x']],
  ])('answered with %s leave what they should', async (_, body, titles) => {
    await withReceiver({}, async (scene) => {
      const view = await openForm(scene);
      scene.app.replyNext({ body });
      const result = await scene.slack.asUser(scene.ada).submitView(view, { words: 'abc' });
      expect(result.error).toBeUndefined();
      const open = scene.slack.modalsOf(scene.ada).map(({ title }) => title?.['text']);
      expect(open).toEqual(titles);
    });
  });

  it.each([
    [
      'an error for no input',
      { body: { response_action: 'errors', errors: { nowhere: 'No' } } },
      'invalid_errors',
    ],
    ['a wrong view', { body: { response_action: 'update', view: {} } }, 'invalid_arguments'],
    ['a word of its own', { body: { response_action: 'dance' } }, 'invalid_response_action'],
    ['a failure', { status: 500 }, 'dispatch_failed'],
    ['silence', { afterMs: 1000 }, 'operation_timeout'],
  ])('answered with %s stay open with an error', async (_, reply, error) => {
    await withReceiver({ ackDeadlineMs: 500 }, async (scene) => {
      const view = await openForm(scene);
      scene.app.replyNext(reply);
      const result = await scene.slack.asUser(scene.ada).submitView(view, { words: 'abc' });
      expect(result.error).toBe(error);
      expect(scene.slack.modalsOf(scene.ada)).toHaveLength(1);
    });
  });

  it('tell the app of being closed only when it asked', async () => {
    await withReceiver({}, async (scene) => {
      const person = scene.slack.asUser(scene.ada);
      await person.closeView(await openForm(scene));
      expect(scene.app.received).toEqual([]);
      await person.closeView(await openForm(scene, { notify_on_close: true }));
      expect(scene.app.received[0]?.body).toMatchObject({ type: 'view_closed', is_cleared: false });
    });
  });

  it('keep what was typed when the blocks stay', async () => {
    await withReceiver({}, async (scene) => {
      const view = await openForm(scene);
      const person = scene.slack.asUser(scene.ada);
      await person.selectOption(view, 'words', 'abc');
      await call(scene.slack, 'views.update', {
        view_id: view.id,
        view: form({ title: plain('New') }),
      });
      const [updated] = scene.slack.modalsOf(scene.ada);
      if (updated === undefined) throw new Error('no modal');
      await person.submitView(updated);
      expect(scene.app.received.at(-1)?.body).toMatchObject({
        view: { title: plain('New'), state: { values: { words: { words: { value: 'abc' } } } } },
      });
    });
  });
});
