import {
  DbEntityRelationRow,
  DbEntityRow,
  toBoolean,
} from '../database/tables';
import { EntityGraph, GraphNode, GraphParent } from './EntityGraph';
import { CONTAINMENT_RELATIONS } from './mirroredRelations';
import { MirroredEntity, MirroredRelation } from './projectEntity';

const contains = ({ type }: { type: string }) =>
  CONTAINMENT_RELATIONS.includes(type);

const parentsOf = (relations: readonly MirroredRelation[]): GraphParent[] =>
  relations
    .filter(contains)
    .map(({ type, target }) => ({ relation: type, ref: target }));

/**
 * The graph after a sync: what is stored, overlaid by what changed.
 *
 * @param present - stored entities that are not missing
 */
export function graphOf(
  present: readonly Pick<
    DbEntityRow,
    'ref' | 'kind' | 'is_product' | 'system_ref'
  >[],
  relations: readonly DbEntityRelationRow[],
  changed: readonly MirroredEntity[],
): EntityGraph {
  const parents = new Map<string, GraphParent[]>();
  for (const { source_ref, type, target_ref } of relations) {
    const parent = { relation: type, ref: target_ref };
    const known = parents.get(source_ref);
    if (known) known.push(parent);
    else parents.set(source_ref, [parent]);
  }
  const nodes = new Map<string, GraphNode>();
  for (const row of present) {
    nodes.set(row.ref, {
      ref: row.ref,
      kind: row.kind,
      isProduct: toBoolean(row.is_product),
      systemRef: row.system_ref,
      parents: parents.get(row.ref) ?? [],
    });
  }
  for (const entity of changed) {
    nodes.set(entity.ref, {
      ref: entity.ref,
      kind: entity.kind,
      isProduct: entity.isProduct,
      systemRef: entity.systemRef,
      parents: parentsOf(entity.relations),
    });
  }
  return new EntityGraph(nodes.values());
}

const textOf = (relations: readonly MirroredRelation[]) =>
  relations
    .filter(contains)
    .map(({ type, target }) => `${type} ${target}`)
    .sort()
    .join('\n');

/** Whether it, or what lies in it, may belong elsewhere now. */
export function belongsElsewhere(
  before: DbEntityRow | undefined,
  relationsBefore: readonly MirroredRelation[],
  after: MirroredEntity,
): boolean {
  return (
    before === undefined ||
    before.missing_since !== null ||
    toBoolean(before.is_product) !== after.isProduct ||
    before.system_ref !== after.systemRef ||
    textOf(relationsBefore) !== textOf(after.relations)
  );
}
