import { Fragment, type ReactNode } from 'react';
import type { Block } from './api.ts';
import { useScreen } from './context.ts';
import { Link, SlackDate } from './mrkdwn.tsx';
import { channelLabel, handle } from './names.ts';

interface Style {
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly strike?: boolean;
  readonly code?: boolean;
}

/** Anything inside a `rich_text` block; the simulator has checked its shape. */
export interface RichElement {
  readonly type: string;
  readonly elements?: readonly RichElement[];
  readonly text?: string;
  readonly style?: Style | 'bullet' | 'ordered';
  readonly indent?: number;
  readonly offset?: number;
  readonly border?: 0 | 1;
  readonly url?: string;
  readonly user_id?: string;
  readonly channel_id?: string;
  readonly usergroup_id?: string;
  readonly range?: string;
  readonly name?: string;
  readonly timestamp?: number;
  readonly format?: string;
  readonly fallback?: string;
}

export function RichText({ block }: { readonly block: Block }): ReactNode {
  const { elements } = block as { elements?: readonly RichElement[] };
  return (
    <div className="rich-text">
      {elements?.map((element, i) => (
        <Container key={i} element={element} />
      ))}
    </div>
  );
}

function Container({ element }: { readonly element: RichElement }): ReactNode {
  switch (element.type) {
    case 'rich_text_quote':
      return (
        <blockquote>
          <Inlines element={element} />
        </blockquote>
      );
    case 'rich_text_preformatted':
      return (
        <pre tabIndex={0}>
          <Inlines element={element} />
        </pre>
      );
    case 'rich_text_list':
      return <List element={element} />;
    default:
      return (
        <div className="text">
          <Inlines element={element} />
        </div>
      );
  }
}

function List({ element }: { readonly element: RichElement }): ReactNode {
  const items = element.elements?.map((item, i) => (
    <li key={i}>
      <Inlines element={item} />
    </li>
  ));
  const quoted = element.border === 1 ? ' quoted' : '';
  const className = `indent-${Math.min(element.indent ?? 0, 4)}${quoted}`;
  return element.style === 'ordered' ? (
    <ol className={className} start={(element.offset ?? 0) + 1}>
      {items}
    </ol>
  ) : (
    <ul className={className}>{items}</ul>
  );
}

function Inlines({ element }: { readonly element: RichElement }): ReactNode {
  return runsOf(element.elements ?? []).map(({ isCode, inlines }, i) => {
    const styled = inlines.map((inline, j) => (
      <Styled key={j} style={styleOf(inline)}>
        <Inline element={inline} />
      </Styled>
    ));
    return isCode ? <code key={i}>{styled}</code> : <Fragment key={i}>{styled}</Fragment>;
  });
}

/** Neighbours in code stand in one box, as in Slack, even if a word among them is bold. */
function runsOf(
  inlines: readonly RichElement[],
): readonly { readonly isCode: boolean; readonly inlines: readonly RichElement[] }[] {
  const runs: { isCode: boolean; inlines: RichElement[] }[] = [];
  for (const inline of inlines) {
    const isCode = styleOf(inline).code === true;
    const last = runs.at(-1);
    if (last?.isCode === isCode) last.inlines.push(inline);
    else runs.push({ isCode, inlines: [inline] });
  }
  return runs;
}

function styleOf({ style }: RichElement): Style {
  return typeof style === 'object' ? style : {};
}

function Styled({
  style,
  children,
}: {
  readonly style: Style;
  readonly children: ReactNode;
}): ReactNode {
  let styled = children;
  if (style.bold) styled = <strong>{styled}</strong>;
  if (style.italic) styled = <em>{styled}</em>;
  if (style.strike) styled = <s>{styled}</s>;
  return styled;
}

function Inline({ element }: { readonly element: RichElement }): ReactNode {
  const { view } = useScreen();
  switch (element.type) {
    case 'text':
      return element.text;
    case 'link':
      return <Link url={element.url ?? ''}>{element.text ?? element.url}</Link>;
    case 'user':
      return <span className="mention">{handle(view, element.user_id ?? '')}</span>;
    case 'channel':
      return <span className="mention">{channelLabel(view, element.channel_id ?? '')}</span>;
    case 'usergroup':
      return <span className="mention">@{element.usergroup_id}</span>;
    case 'broadcast':
      return <span className="mention broadcast">@{element.range}</span>;
    case 'emoji':
      return `:${element.name ?? ''}:`;
    case 'date':
      return (
        <SlackDate
          seconds={element.timestamp ?? NaN}
          format={element.format ?? ''}
          fallback={element.fallback}
        />
      );
    default:
      return <span className="undrawn">[{element.type}]</span>;
  }
}
