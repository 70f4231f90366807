import type { ReactNode } from 'react';
import type { MessageView } from './api.ts';
import { Avatar } from './avatar.tsx';
import { Blocks } from './block.tsx';
import { useScreen } from './context.ts';
import { Mrkdwn } from './mrkdwn.tsx';
import { personName } from './names.ts';

/** One message; `replies` is left out inside a thread. */
export function Message({
  message,
  replies,
  openThread,
}: {
  readonly message: MessageView;
  readonly replies?: number;
  readonly openThread?: () => void;
}): ReactNode {
  const { view, act } = useScreen();
  const { author, ts, channel, isEphemeral, isEdited, blocks, previews, text } = message;
  const isApp = view.people.some(({ id, role }) => id === author && role === 'app');
  return (
    <article className={isEphemeral ? 'message ephemeral' : 'message'}>
      <Avatar id={author} />
      <div className="content">
        {isEphemeral && <p className="only-you">Only visible to you</p>}
        <p className="byline">
          <strong>{personName(view, author)}</strong>
          {isApp && <span className="app">APP</span>}
          <time dateTime={new Date(Number(ts) * 1000).toISOString()}>{clockTime(ts, view)}</time>
        </p>
        {blocks.length > 0 ? (
          <Blocks blocks={blocks} container={{ channel, ts }} />
        ) : (
          <div className="text">
            <Mrkdwn text={text} />
          </div>
        )}
        {previews.map((preview, index) => (
          <div key={index} className="preview">
            <Blocks blocks={preview} container={{ channel, ts }} />
          </div>
        ))}
        {isEdited && !isEphemeral && <small className="edited">(edited)</small>}
        {!isEphemeral && !isApp && (
          <span className="shortcuts">
            {view.shortcuts
              .filter(({ isGlobal }) => !isGlobal)
              .map(({ callbackId, name }) => (
                <button
                  key={callbackId}
                  type="button"
                  className="thread-link quiet"
                  onClick={() => {
                    void act({ kind: 'shortcut', callbackId, message: { channel, ts } });
                  }}
                >
                  {name}
                </button>
              ))}
          </span>
        )}
        {openThread !== undefined && !isEphemeral && (
          <button
            type="button"
            className={replies ? 'thread-link' : 'thread-link quiet'}
            onClick={openThread}
          >
            {replies === undefined || replies === 0
              ? 'Reply in thread'
              : `${replies} ${replies === 1 ? 'reply' : 'replies'}`}
          </button>
        )}
      </div>
    </article>
  );
}

function clockTime(
  ts: string,
  view: { me: string; people: readonly { id: string; timeZone: string }[] },
): string {
  const timeZone = view.people.find(({ id }) => id === view.me)?.timeZone ?? 'UTC';
  const style = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', style).format(new Date(Number(ts) * 1000));
}
