/** `npm run demo`, and `npm run demo -- --port 4321 --data DIR --content DIR` for those who want. */
import { enableCompileCache } from 'node:module';
import { cacheDir } from './cache-dir.ts';

// Compiling several hundred modules is most of the time that a start takes.
enableCompileCache(cacheDir);
await import('./run-demo.ts');
