/** Relations by which an entity lies in another. */
export const CONTAINMENT_RELATIONS: readonly string[] = [
  'partOf',
  'subcomponentOf',
];

/** Relations that a threat model describes: it is stale when they change. */
export const MODELLED_RELATIONS: readonly string[] = [
  ...CONTAINMENT_RELATIONS,
  'dependsOn',
  'providesApi',
  'consumesApi',
];

/** Who answers together with whom. */
export const MEMBERSHIP_RELATIONS: readonly string[] = ['childOf', 'memberOf'];

/** Everything the mirror keeps; each is stated by the entity it starts at. */
export const MIRRORED_RELATIONS: ReadonlySet<string> = new Set([
  ...MODELLED_RELATIONS,
  ...MEMBERSHIP_RELATIONS,
]);
