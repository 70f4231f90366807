import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const maxTries = 100;

/**
 * The usual port when nobody listens there, else any that is free. Not one of those that the system
 * gives away: until somebody listens, another process's connection may get it.
 */
export async function findFreePort(usual: number): Promise<number> {
  for (let port = usual, tries = 0; tries < maxTries; port = randomInt(10_000, 30_000), tries++) {
    if (port !== 0 && (await isFree(port))) return port;
  }
  return usual;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
