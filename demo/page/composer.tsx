import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ChannelView } from './api.ts';
import { useScreen } from './context.ts';

/** Where a person types. A slash shows the commands there are, as Slack does. */
export function Composer({
  channel,
  thread,
  label,
}: {
  readonly channel: ChannelView;
  readonly thread?: string;
  readonly label: string;
}): ReactNode {
  const { view, act } = useScreen();
  const [text, setText] = useState('');
  const hintId = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const commands = view.commands.filter(({ command }) =>
    text.includes(' ') ? text.startsWith(`${command} `) : command.startsWith(text),
  );
  const isCommand = thread === undefined && text.startsWith('/');
  const me = view.people.find(({ id }) => id === view.me);

  useEffect(() => {
    // Ready to type wherever one goes, but not out of the hands of who is choosing a person.
    if (!(document.activeElement instanceof HTMLInputElement)) input.current?.focus();
  }, []);

  if (!channel.isMember || channel.isArchived) {
    const reason = channel.isArchived ? 'It is archived.' : 'You are not in this channel.';
    return <p className="composer closed">{reason}</p>;
  }
  const send = (): void => {
    const trimmed = text.trim();
    if (trimmed === '') return;
    setText('');
    const where = thread === undefined ? {} : { thread };
    void act({ kind: 'write', channel: channel.id, text: trimmed, ...where });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    const [command] = commands;
    if (event.key === 'Tab' && isCommand && !text.includes(' ') && command !== undefined) {
      event.preventDefault();
      setText(`${command.command} `);
    }
  };
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div id={hintId} className="commands" aria-live="polite">
        {isCommand &&
          commands.map(({ command, hint, description }) => (
            <p key={command}>
              <strong>{command}</strong> <span className="usage">{hint}</span>
              <small>{description}</small>
            </p>
          ))}
      </div>
      <textarea
        ref={input}
        rows={Math.min(8, text.split('\n').length)}
        value={text}
        aria-label={label}
        aria-describedby={hintId}
        placeholder={`${label} as ${me?.realName ?? ''}`}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {thread === undefined &&
        view.shortcuts
          .filter(({ isGlobal }) => isGlobal)
          .map(({ callbackId, name }) => (
            <button
              key={callbackId}
              type="button"
              className="button"
              onClick={() => {
                void act({ kind: 'shortcut', callbackId });
              }}
            >
              {name}
            </button>
          ))}
      <button type="submit" className="button primary">
        Send
      </button>
    </form>
  );
}
