import {
  BinaryOperationNode,
  ColumnNode,
  type DeleteQueryNode,
  type InsertQueryNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  OperatorNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  PrimitiveValueListNode,
  QueryNode,
  type RootOperationNode,
  type SelectQueryNode,
  TableNode,
  AliasNode,
  type UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely';

const column = 'workspace_id';

/**
 * Confines every query, nested ones included, to one workspace: what is read, changed or deleted
 * belongs to it, and what is inserted is given to it. A query that it cannot confine throws.
 */
export function createWorkspaceScope(workspaceId: string): KyselyPlugin {
  const transformer = new WorkspaceScopeTransformer(workspaceId);
  return {
    transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => {
      if (!QueryNode.is(node)) throw new Error(`can't confine a ${node.kind} to a workspace`);
      return transformer.transformNode(node);
    },
    transformResult: ({ result }: PluginTransformResultArgs) => Promise.resolve(result),
  };
}

class WorkspaceScopeTransformer extends OperationNodeTransformer {
  readonly #workspaceId: string;

  constructor(workspaceId: string) {
    super();
    this.#workspaceId = workspaceId;
  }

  protected override transformSelectQuery(node: SelectQueryNode): SelectQueryNode {
    const inner = super.transformSelectQuery(node);
    return this.#confine(inner, inner.from?.froms ?? []);
  }

  protected override transformUpdateQuery(node: UpdateQueryNode): UpdateQueryNode {
    const inner = super.transformUpdateQuery(node);
    return this.#confine(inner, inner.table ? [inner.table] : []);
  }

  protected override transformDeleteQuery(node: DeleteQueryNode): DeleteQueryNode {
    const inner = super.transformDeleteQuery(node);
    return this.#confine(inner, inner.from.froms);
  }

  protected override transformInsertQuery(node: InsertQueryNode): InsertQueryNode {
    const { columns, values, ...inner } = super.transformInsertQuery(node);
    if (!columns || !values || !ValuesNode.is(values)) {
      throw new Error("can't confine an insert without plain values to a workspace");
    }
    const rows = values.values.map((row) =>
      PrimitiveValueListNode.is(row)
        ? PrimitiveValueListNode.create([...row.values, this.#workspaceId])
        : ValueListNode.create([...row.values, ValueNode.create(this.#workspaceId)]),
    );
    return {
      ...inner,
      columns: [...columns, ColumnNode.create(column)],
      values: ValuesNode.create(rows),
    };
  }

  #confine<T extends SelectQueryNode | UpdateQueryNode | DeleteQueryNode>(
    query: T,
    sources: readonly OperationNode[],
  ): T {
    const [source] = sources;
    // One plain table a query: with two, an unqualified column would confine only one of them.
    if (!source || sources.length > 1 || query.joins || !isTable(source)) {
      throw new Error("can't confine a query over other than one table to a workspace");
    }
    const ours = BinaryOperationNode.create(
      ColumnNode.create(column),
      OperatorNode.create('='),
      ValueNode.create(this.#workspaceId),
    );
    return QueryNode.cloneWithWhere(query, ours);
  }
}

function isTable(source: OperationNode): boolean {
  return TableNode.is(source) || (AliasNode.is(source) && TableNode.is(source.node));
}
