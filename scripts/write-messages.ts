import { writeFile } from 'node:fs/promises';
import { formatMessages } from './messages/format-messages.ts';
import { sampleMessages } from './messages/sample-messages.ts';

// Writes docs/messages.md from the message builders: npm run messages
await writeFile(
  'docs/messages.md',
  formatMessages(await sampleMessages('test/fixtures/guide', '/guide')),
);
