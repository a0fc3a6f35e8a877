import { DbEntityChangeRow } from '../database/tables';
import { MODELLED_RELATIONS } from './mirroredRelations';
import { MirroredRelation } from './projectEntity';

/** What a threat model depends on of one entity. */
export interface ModelledState {
  ref: string;
  type: string | null;
  relations: readonly MirroredRelation[];
}

export type NewEntityChange = Omit<DbEntityChangeRow, 'id'>;

const keyOf = ({ type, target }: MirroredRelation) => `${type} ${target}`;

/** Relations that are in one list and not in the other. */
export function missingFrom(
  others: readonly MirroredRelation[],
  relations: readonly MirroredRelation[],
): MirroredRelation[] {
  const keys = new Set(others.map(keyOf));
  return relations.filter(relation => !keys.has(keyOf(relation)));
}

/** What changed around one entity that can make its threat models stale. */
export function entityChanges(
  before: ModelledState,
  after: ModelledState,
  at: string,
): NewEntityChange[] {
  const relationChange =
    (kind: 'relation-added' | 'relation-removed') =>
    ({ type, target }: MirroredRelation): NewEntityChange[] =>
      MODELLED_RELATIONS.includes(type)
        ? [
            {
              entity_ref: after.ref,
              at,
              kind,
              relation: type,
              subject: target,
              previous: null,
            },
          ]
        : [];
  const changes = [
    ...missingFrom(before.relations, after.relations).flatMap(
      relationChange('relation-added'),
    ),
    ...missingFrom(after.relations, before.relations).flatMap(
      relationChange('relation-removed'),
    ),
  ];
  if (before.type !== after.type) {
    changes.push({
      entity_ref: after.ref,
      at,
      kind: 'type-changed',
      relation: null,
      subject: after.type ?? '',
      previous: before.type ?? '',
    });
  }
  return changes;
}
