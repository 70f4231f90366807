import type { IncomingMessage, RequestListener } from 'node:http';

export interface HookRouteDeps {
  readonly answer: (request: {
    readonly source: string;
    readonly headers: Readonly<Record<string, string | undefined>>;
    readonly body: Uint8Array;
  }) => { readonly status: number; readonly body: string };
  readonly maxBytes: number;
}

/** Hands requests to `/hooks/<source>` over as they came: signatures are over the raw bytes. */
export function createHookRoute({
  answer,
  maxBytes,
}: HookRouteDeps): (path: string) => RequestListener | undefined {
  return (path) => {
    const [, source] = /^\/hooks\/([a-z0-9-]+)$/.exec(path) ?? [];
    if (source === undefined) return undefined;
    return (request, response) => {
      const send = (status: number, body: string, headers = {}): void => {
        const type = { 'content-type': 'text/plain; charset=utf-8' };
        response.writeHead(status, { ...type, 'cache-control': 'no-store', ...headers }).end(body);
      };
      if (request.method !== 'POST') {
        send(405, 'Push with POST\n', { allow: 'POST' });
        return;
      }
      void readBody(request, maxBytes).then((body) => {
        if (body === undefined) {
          send(413, 'That is too much\n', { connection: 'close' });
          return;
        }
        const headers = Object.entries(request.headers).map(([name, value]) => [
          name,
          Array.isArray(value) ? value[0] : value,
        ]);
        const { status, body: text } = answer({
          source,
          headers: Object.fromEntries(headers) as Record<string, string | undefined>,
          body,
        });
        send(status, text);
      });
    };
  };
}

/** Undefined when there is more of it than is read. */
function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    request.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    request.on('error', () => {
      resolve(undefined);
    });
  });
}
