import { Fragment, useEffect, type ReactNode } from 'react';
import type { ChannelView, MessageView } from './api.ts';
import { Composer } from './composer.tsx';
import { useScreen } from './context.ts';
import { Message } from './message.tsx';

/** A channel or a direct message, with the place to type. */
export function Conversation({
  channel,
  openThread,
}: {
  readonly channel: ChannelView;
  readonly openThread: (ts: string) => void;
}): ReactNode {
  const { view, act } = useScreen();
  const isWithBot = channel.kind === 'direct' && channel.hasBot;
  useEffect(() => {
    if (isWithBot) void act({ kind: 'openHome', tab: 'messages' });
    // When one comes, and when one becomes somebody else; not at every change.
  }, [view.me, channel.id, isWithBot]);
  const messages = view.messages.filter((message) => message.channel === channel.id);
  const top = messages.filter(({ thread, ts }) => thread === undefined || thread === ts);
  const replies = (ts: string): number =>
    messages.filter((message) => message.thread === ts && message.ts !== ts && !message.isEphemeral)
      .length;
  const label = channel.kind === 'direct' ? channel.name : `#${channel.name}`;
  return (
    <section className="conversation" aria-label={label}>
      <header>
        <h1>{label}</h1>
        <p>{describe(channel)}</p>
      </header>
      <MessageList
        label={`Messages in ${label}`}
        messages={top}
        draw={(message) => (
          <Message
            message={message}
            replies={replies(message.ts)}
            openThread={() => {
              openThread(message.ts);
            }}
          />
        )}
      />
      <Composer channel={channel} label={`Message ${label}`} />
    </section>
  );
}

/** A message and what was answered to it. */
export function Thread({
  channel,
  ts,
  close,
}: {
  readonly channel: ChannelView;
  readonly ts: string;
  readonly close: () => void;
}): ReactNode {
  const { view } = useScreen();
  const messages = view.messages.filter(
    (message) => message.channel === channel.id && (message.ts === ts || message.thread === ts),
  );
  return (
    <section className="thread" aria-label="Thread">
      <header>
        <h2>Thread</h2>
        <button type="button" className="icon" aria-label="Close the thread" onClick={close}>
          ×
        </button>
      </header>
      <MessageList
        label="Messages in this thread"
        messages={messages}
        draw={(message) => <Message message={message} />}
      />
      <Composer channel={channel} thread={ts} label="Reply" />
    </section>
  );
}

function MessageList({
  label,
  messages,
  draw,
}: {
  readonly label: string;
  readonly messages: readonly MessageView[];
  readonly draw: (message: MessageView) => ReactNode;
}): ReactNode {
  return (
    <div className="messages" role="log" aria-label={label} tabIndex={0}>
      <div>
        {messages.map((message) => (
          <Fragment key={message.ts}>{draw(message)}</Fragment>
        ))}
      </div>
    </div>
  );
}

function describe({ kind, isShared, hasBot, members }: ChannelView): string {
  if (kind === 'direct') return 'Direct message';
  const parts = [
    kind === 'private' ? 'Private channel' : 'Public channel',
    ...(isShared ? ['shared with another organisation'] : []),
    `${members} members`,
    hasBot ? 'Guidepost is here' : 'Guidepost isn’t here',
  ];
  return parts.join(' · ');
}
