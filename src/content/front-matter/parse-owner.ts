import { z } from 'zod';
import type { Owner } from '../article.ts';

// As Slack makes them; a shorter word in capitals is somebody's name.
const slackUserPattern = /^[UW][A-Z0-9]{8,}$/;

export function parseOwner(text: string): Owner {
  const id = text.replace(/^<@(.*)>$/, '$1');
  if (slackUserPattern.test(id)) return { kind: 'slackUser', id };
  if (z.email().safeParse(text).success) return { kind: 'email', address: text };
  return { kind: 'name', name: text };
}
