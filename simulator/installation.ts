import type { Ids } from './ids.ts';
import type { Manifest } from './manifest.ts';

export type TokenKind = 'bot' | 'app';

/** The app as installed in the workspace: who it is there and what it may do. */
export interface Installation {
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** Deprecated by Slack and still in every payload. */
  readonly verificationToken: string;
  readonly manifest: Manifest;
  /** The granted ones; a test may take one away or add one. */
  readonly scopes: Set<string>;
  /** Tokens that were revoked. */
  readonly revoked: Set<TokenKind>;
}

export function createInstallation(manifest: Manifest, ids: Ids): Installation {
  const appId = ids.next('A');
  return {
    appId,
    botId: ids.next('B'),
    botUserId: ids.next('U'),
    botToken: `xoxb-1000000000000-2000000000000-${ids.secret(24)}`,
    appToken: `xapp-1-${appId}-3000000000000-${ids.secret(64)}`,
    signingSecret: ids.secret(32),
    verificationToken: ids.secret(24),
    manifest,
    scopes: new Set(manifest.oauth_config.scopes.bot),
    revoked: new Set(),
  };
}
