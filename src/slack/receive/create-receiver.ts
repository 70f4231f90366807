import type { RequestListener } from 'node:http';
import { createHttpReceiver, type HttpReceiverDeps } from './http-receiver.ts';
import { createSocketReceiver, type SocketReceiverDeps } from './socket-receiver.ts';

export interface ReceiverDeps
  extends Omit<SocketReceiverDeps, 'appToken'>, Omit<HttpReceiverDeps, 'signingSecret'> {
  readonly transport:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string };
}

/** The two ways in, with one face. */
export function createReceiver({ transport, ...deps }: ReceiverDeps) {
  switch (transport.kind) {
    case 'http': {
      const receiver = createHttpReceiver({ ...deps, signingSecret: transport.signingSecret });
      return Object.assign(receiver, { problem: () => undefined });
    }
    case 'socket': {
      const receiver = createSocketReceiver({ ...deps, appToken: transport.appToken });
      return Object.assign(receiver, { route: (): RequestListener | undefined => undefined });
    }
  }
}
