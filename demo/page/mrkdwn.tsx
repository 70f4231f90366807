import { Fragment, type ReactNode } from 'react';
import { NodeType, parse, type Node } from 'slack-message-parser';
import { useScreen } from './context.ts';
import { channelLabel, handle } from './names.ts';
import { formatSlackDate } from './slack-date.ts';

/** Slack's own markup, as Slack shows it: what is escaped stays text. */
export function Mrkdwn({ text }: { readonly text: string }): ReactNode {
  return <Nodes nodes={parse(text).children} />;
}

function Nodes({ nodes }: { readonly nodes: readonly Node[] }): ReactNode {
  return nodes.map((node, i) => (
    <Fragment key={i}>
      <One node={node} />
    </Fragment>
  ));
}

function One({ node }: { readonly node: Node }): ReactNode {
  const { view } = useScreen();
  switch (node.type) {
    case NodeType.Text:
      return unescapeText(node.text);
    case NodeType.Bold:
      return (
        <strong>
          <Nodes nodes={node.children} />
        </strong>
      );
    case NodeType.Italic:
      return (
        <em>
          <Nodes nodes={node.children} />
        </em>
      );
    case NodeType.Strike:
      return (
        <s>
          <Nodes nodes={node.children} />
        </s>
      );
    case NodeType.Quote:
      return (
        <blockquote>
          <Nodes nodes={node.children} />
        </blockquote>
      );
    case NodeType.Code:
      return <code>{unescapeText(node.text)}</code>;
    case NodeType.PreText:
      return <pre tabIndex={0}>{unescapeText(node.text)}</pre>;
    case NodeType.Emoji:
      return `:${node.name}:`;
    case NodeType.URL:
      return (
        <Link url={unescapeText(node.url)}>
          {node.label === undefined ? unescapeText(node.url) : <Nodes nodes={node.label} />}
        </Link>
      );
    case NodeType.UserLink:
      return <span className="mention">{handle(view, node.userID)}</span>;
    case NodeType.ChannelLink:
      return <span className="mention">{channelLabel(view, node.channelID)}</span>;
    case NodeType.Command:
      return <Command node={node} />;
    case NodeType.Root:
      return <Nodes nodes={node.children} />;
  }
}

/** `<!here>` and its like are loud; a date token is filled in for who reads it. */
function Command({
  node,
}: {
  readonly node: Extract<Node, { type: NodeType.Command }>;
}): ReactNode {
  const label = node.label === undefined ? undefined : <Nodes nodes={node.label} />;
  if (node.name !== 'date') {
    return <span className="mention broadcast">{label ?? `@${node.name}`}</span>;
  }
  const [seconds = '', format = '', link] = node.arguments;
  const date = <SlackDate seconds={Number(seconds)} format={format} fallback={label} />;
  return link === undefined ? date : <Link url={link}>{date}</Link>;
}

export function SlackDate({
  seconds,
  format,
  fallback,
}: {
  readonly seconds: number;
  readonly format: string;
  readonly fallback: ReactNode;
}): ReactNode {
  const { view } = useScreen();
  if (!Number.isFinite(seconds)) return fallback;
  const timeZone = view.people.find(({ id }) => id === view.me)?.timeZone ?? 'UTC';
  return (
    <time dateTime={new Date(seconds * 1000).toISOString()}>
      {formatSlackDate(seconds, format, { timeZone, now: new Date(view.now) })}
    </time>
  );
}

/** Slack opens web and mail addresses; anything else stays text. */
export function Link({
  url,
  children,
}: {
  readonly url: string;
  readonly children: ReactNode;
}): ReactNode {
  if (!/^(?:https?|mailto):/i.test(url)) return children;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
