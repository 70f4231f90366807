import { z } from 'zod';
import {
  actions,
  context,
  contextActions,
  dataTable,
  divider,
  header,
  image,
  input,
  markdown,
  section,
  table,
  video,
} from './blocks.ts';
import { card, carousel, container, plan, taskCard } from './newer-blocks.ts';
import { richTextBlock } from './rich-text.ts';

/**
 * What a message may be made of. A `file` block is known but cannot be sent, and an `alert` stands in
 * modals alone, so both are unsupported here.
 */
export const messageBlocks = z
  .array(
    z.discriminatedUnion('type', [
      actions,
      card,
      carousel,
      container,
      context,
      contextActions,
      dataTable,
      divider,
      header,
      image,
      input,
      markdown,
      plan,
      richTextBlock,
      section,
      table,
      taskCard,
      video,
    ]),
  )
  .max(50);
