import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

type Encoding = 'br' | 'gzip' | 'identity';

/** Something to send, whole, and what a browser may do with it. */
export interface Resource {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly cacheControl: string;
  /** Weak, because one tag stands for every encoding of the body. */
  readonly etag: string;
  /** Bodies by encoding, compressed at the first request for each. */
  readonly encoded: Map<Encoding, Buffer>;
}

/** Pages may change at any time: a browser keeps them and asks whether they have. */
const revalidate = 'no-cache';

export function createResource(
  type: string,
  body: string | Buffer,
  { status = 200, cacheControl = revalidate }: { status?: number; cacheControl?: string } = {},
): Resource {
  const bytes = Buffer.from(body);
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
  return { status, type, body: bytes, cacheControl, etag: `W/"${hash}"`, encoded: new Map() };
}

export function sendResource(
  request: IncomingMessage,
  response: ServerResponse,
  resource: Resource,
): void {
  response.setHeader('ETag', resource.etag);
  response.setHeader('Cache-Control', resource.cacheControl);
  response.setHeader('Vary', 'Accept-Encoding');
  if (resource.status === 200 && isFresh(request.headers['if-none-match'], resource.etag)) {
    response.writeHead(304).end();
    return;
  }
  const encoding = isText(resource.type)
    ? chooseEncoding(request.headers['accept-encoding'])
    : 'identity';
  const body = encode(resource, encoding);
  if (encoding !== 'identity') response.setHeader('Content-Encoding', encoding);
  response.writeHead(resource.status, {
    'Content-Type': resource.type,
    'Content-Length': body.length,
  });
  // Node leaves the body out when the request was HEAD.
  response.end(body);
}

function isFresh(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag) === opaque(etag));
}

function isText(type: string): boolean {
  return type.startsWith('text/') || type === 'image/svg+xml';
}

function chooseEncoding(accepted = ''): Encoding {
  const qualities = new Map(
    accepted.split(',').map((item) => {
      const [name = '', quality = 'q=1'] = item.split(';').map((part) => part.trim().toLowerCase());
      return [name, Number(quality.replace('q=', ''))];
    }),
  );
  const allowed = (name: string): boolean => (qualities.get(name) ?? 0) > 0;
  if (allowed('br')) return 'br';
  return allowed('gzip') ? 'gzip' : 'identity';
}

function encode(resource: Resource, encoding: Encoding): Buffer {
  const done = resource.encoded.get(encoding);
  if (done !== undefined) return done;
  const body = compress(resource.body, encoding);
  resource.encoded.set(encoding, body);
  return body;
}

function compress(body: Buffer, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'br':
      // Beyond 5, brotli takes several times as long for a few per cent.
      return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
    case 'gzip':
      return gzipSync(body);
    case 'identity':
      return body;
  }
}
