import type { ReactNode } from 'react';
import type { Block } from './api.ts';
import type { Element } from './element-model.ts';
import { ActingElement, type Container } from './element.tsx';
import { Mrkdwn } from './mrkdwn.tsx';
import { RichText, type RichElement } from './rich-text.tsx';

export interface TextObject {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
}

/** Plain text is shown as it is; only `mrkdwn` is marked up. */
function Text({ object }: { readonly object: TextObject | undefined }): ReactNode {
  if (object === undefined) return null;
  return object.type === 'mrkdwn' ? <Mrkdwn text={object.text} /> : object.text;
}

/** The blocks of a message; `container` says where presses happen. */
export function Blocks({
  blocks,
  container,
}: {
  readonly blocks: readonly Block[];
  readonly container: Container;
}): ReactNode {
  return blocks.map((block, i) => (
    <BlockView key={block.block_id ?? i} block={block} container={container} />
  ));
}

export function BlockView({
  block,
  container,
}: {
  readonly block: Block;
  readonly container: Container;
}): ReactNode {
  const parts = block as Block & {
    readonly block_id?: string;
    readonly text?: TextObject;
    readonly fields?: readonly TextObject[];
    readonly accessory?: Element;
    readonly elements?: readonly Element[];
    readonly title?: TextObject;
    readonly image_url?: string;
    readonly alt_text?: string;
    readonly rows?: readonly (readonly TableCell[])[];
  };
  const blockId = parts.block_id ?? '';
  switch (block.type) {
    case 'section':
      return (
        <div className="section">
          <div className="text">
            <Text object={parts.text} />
            {parts.fields && (
              <div className="fields">
                {parts.fields.map((field, i) => (
                  <div key={i}>
                    <Text object={field} />
                  </div>
                ))}
              </div>
            )}
          </div>
          {parts.accessory && (
            <ActingElement element={parts.accessory} blockId={blockId} container={container} />
          )}
        </div>
      );
    case 'header':
      return (
        <p className="header-block" role="heading" aria-level={'view' in container ? 3 : 2}>
          {parts.text?.text}
        </p>
      );
    case 'context':
      return (
        <div className="context">
          {parts.elements?.map((element, i) => (
            <span key={i}>
              {element.type === 'image' ? (
                <img src={element.image_url} alt={element.alt_text} />
              ) : (
                <Text object={element as unknown as TextObject} />
              )}
            </span>
          ))}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'actions':
      return (
        <div className="actions">
          {parts.elements?.map((element, i) => (
            <ActingElement
              key={element.action_id ?? i}
              element={element}
              blockId={blockId}
              container={container}
            />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure>
          {parts.title && <figcaption>{parts.title.text}</figcaption>}
          <img src={parts.image_url} alt={parts.alt_text} />
        </figure>
      );
    case 'table':
      return <Table rows={parts.rows ?? []} />;
    case 'markdown':
      return <pre tabIndex={0}>{String(block['text'])}</pre>;
    default:
      return <p className="undrawn">This page doesn’t draw {block.type} blocks.</p>;
  }
}

type TableCell = { readonly type: string; readonly text?: string } & Partial<RichElement>;

function Table({ rows }: { readonly rows: readonly (readonly TableCell[])[] }): ReactNode {
  return (
    <div className="wide" tabIndex={0} role="group" aria-label="Table">
      <table>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j}>
                  {cell.type === 'rich_text' ? <RichText block={cell as Block} /> : cell.text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
