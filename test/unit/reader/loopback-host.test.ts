import { expect, it } from '@jest/globals';
import { isLoopbackHost } from '../../../src/reader/loopback-host.ts';

it.each(['localhost', 'localhost:3000', 'LOCALHOST', '127.0.0.1:80', '127.9.9.9', '[::1]:3000'])(
  'takes %s for this machine',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);

it.each([
  undefined,
  '',
  'guide.example.com',
  '127.0.0.1.example.com',
  'localhost.example.com',
  'example.com:127.0.0.1',
  'user@example.com',
  '0.0.0.0',
  '[::]',
])('takes %s for elsewhere', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});
