import type { Installation, TokenKind } from '../installation.ts';
import { missingScope } from './find-channel.ts';
import type { ApiMethod } from './method.ts';
import { SlackError } from './slack-error.ts';

/** Throws unless this token may call the method. */
export function authorize(
  method: ApiMethod,
  token: string | undefined,
  installation: Installation,
): void {
  if (method.token === 'none') return;
  if (token === undefined || token === '') throw new SlackError('not_authed');
  const kind = kindOf(token, installation);
  if (kind === undefined) throw new SlackError('invalid_auth');
  if (installation.revoked.has(kind)) throw new SlackError('token_revoked');
  if (kind !== method.token) throw new SlackError('not_allowed_token_type');
  const { scopes } = installation;
  if (method.scopes.length > 0 && !method.scopes.some((scope) => scopes.has(scope))) {
    throw missingScope(method.scopes.join(','), scopes);
  }
}

function kindOf(token: string, { botToken, appToken }: Installation): TokenKind | undefined {
  if (token === botToken) return 'bot';
  return token === appToken ? 'app' : undefined;
}
