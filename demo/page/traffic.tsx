import { useEffect, useRef, useState, type ReactNode } from 'react';
import { loadTraffic, type ExchangeView } from './api.ts';

const maxKept = 200;

/** What went over the wire between Slack and the bot, the newest first. */
export function Traffic({
  version,
  close,
}: {
  /** Changes when there may be more. */
  readonly version: number;
  readonly close: () => void;
}): ReactNode {
  const [exchanges, setExchanges] = useState<readonly ExchangeView[]>([]);
  const last = useRef(0);
  useEffect(() => {
    void loadTraffic(last.current).then((more) => {
      const fresh = more.filter(({ number }) => number > last.current);
      last.current = fresh.at(-1)?.number ?? last.current;
      setExchanges((known) => [...[...fresh].reverse(), ...known].slice(0, maxKept));
    });
  }, [version]);
  return (
    <section className="traffic" aria-label="Traffic">
      <header>
        <h2>Traffic</h2>
        <button type="button" className="icon" aria-label="Close the traffic" onClick={close}>
          ×
        </button>
      </header>
      <ol tabIndex={0} aria-label="Exchanges, newest first">
        {exchanges.map((exchange) => (
          <li key={exchange.number}>
            <Exchange exchange={exchange} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const kinds: Readonly<Record<ExchangeView['kind'], string>> = {
  command: 'Slash command',
  event: 'Event',
  interaction: 'Interaction',
  responseUrl: 'Response URL',
  socket: 'Socket Mode',
  webApi: 'Web API',
};

function Exchange({ exchange }: { readonly exchange: ExchangeView }): ReactNode {
  const { from, kind, name, ms, status, at, request } = exchange;
  const isFailure = (status !== undefined && status >= 400) || isRefusal(exchange.response);
  return (
    <details>
      <summary className={isFailure ? 'failed' : undefined}>
        <span className={`from ${from}`}>{from === 'slack' ? 'Slack → bot' : 'bot → Slack'}</span>
        <span className="name">{kind === 'command' ? `${name} ${textOf(request)}` : name}</span>
        <span className="ms">{ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms</span>
      </summary>
      <p>
        {kinds[kind]} at {at.slice(11, 23)} UTC{status !== undefined && `, status ${status}`}
      </p>
      <Payload title="Sent" value={exchange.request} />
      <Payload title="Answered" value={exchange.response} />
    </details>
  );
}

function Payload({ title, value }: { readonly title: string; readonly value: unknown }): ReactNode {
  return (
    <>
      <h3>
        {title}
        {isEmpty(value) && <small> nothing</small>}
      </h3>
      {!isEmpty(value) && <pre tabIndex={0}>{JSON.stringify(value, undefined, 2)}</pre>}
    </>
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || JSON.stringify(value) === '{}';
}

function textOf(request: unknown): string {
  return typeof request === 'object' && request !== null && 'text' in request
    ? String(request.text)
    : '';
}

function isRefusal(response: unknown): boolean {
  return typeof response === 'object' && response !== null && 'ok' in response && !response.ok;
}
