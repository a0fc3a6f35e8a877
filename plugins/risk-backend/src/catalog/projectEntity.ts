import { createHash } from 'crypto';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  EXPOSURE_TARGET_ANNOTATION,
  NEXT_AUDIT_ANNOTATION,
  NEXT_RELEASE_ANNOTATION,
  OWNER_ANNOTATION,
  PRODUCT_ANNOTATION,
  THREAT_MODEL_ANNOTATION,
} from '@product-risk/backstage-plugin-risk-common';
import { RiskConfig } from '../config';
import { isProduct } from './isProduct';
import { MIRRORED_RELATIONS } from './mirroredRelations';
import { TITLE_FIELDS, titleOf } from './titleOf';

/** What {@link projectEntity} reads, as `fields` of a catalog request. */
export const MIRRORED_FIELDS = [
  'kind',
  'metadata.namespace',
  ...TITLE_FIELDS,
  'metadata.annotations',
  'metadata.labels',
  'spec.type',
  'spec.lifecycle',
  'spec.owner',
  'spec.system',
  'relations',
];

const KEPT_ANNOTATIONS = [
  THREAT_MODEL_ANNOTATION,
  OWNER_ANNOTATION,
  PRODUCT_ANNOTATION,
  EXPOSURE_TARGET_ANNOTATION,
  NEXT_RELEASE_ANNOTATION,
  NEXT_AUDIT_ANNOTATION,
  'backstage.io/source-location',
  'backstage.io/managed-by-location',
];

export interface MirroredRelation {
  type: string;
  /** Lower-cased ref; need not exist. */
  target: string;
}

export interface OwnerProposal {
  ownerRef: string;
  /** The annotation, or `spec.owner`. */
  proposedBy: string;
}

/** What the mirror keeps of one entity. */
export interface MirroredEntity {
  ref: string;
  kind: string;
  title: string;
  type: string | null;
  lifecycle: string | null;
  ownerRef: string | null;
  systemRef: string | null;
  isProduct: boolean;
  countsForCoverage: boolean;
  annotations: Record<string, string>;
  relations: MirroredRelation[];
  proposal: OwnerProposal | null;
  /** Equal for two versions that differ in nothing the mirror keeps. */
  fingerprint: string;
}

/** Longer ones cannot name an entity: each part has at most 63 characters. */
const MAX_REF_LENGTH = 255;

const lower = (text: string) => text.toLocaleLowerCase('en-US');

const textOf = (value: unknown, length: number): string | null =>
  typeof value === 'string' && value !== '' ? value.slice(0, length) : null;

function refOf(
  value: unknown,
  defaultKind: string,
  defaultNamespace: string,
): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  try {
    const ref = stringifyEntityRef(
      parseEntityRef(value.trim(), { defaultKind, defaultNamespace }),
    );
    return ref.length <= MAX_REF_LENGTH ? ref : null;
  } catch {
    return null;
  }
}

function relationsOf(
  entity: Entity,
  systemRef: string | null,
): MirroredRelation[] {
  const relations = new Map<string, MirroredRelation>();
  const add = (relation: MirroredRelation) =>
    relations.set(`${relation.type} ${relation.target}`, relation);
  for (const { type, targetRef } of entity.relations ?? []) {
    if (MIRRORED_RELATIONS.has(type) && targetRef.length <= MAX_REF_LENGTH) {
      add({ type, target: lower(targetRef) });
    }
  }
  // The catalog derives relations some time after it has read the entity.
  if (systemRef) add({ type: 'partOf', target: systemRef });
  return [...relations.keys()].sort().flatMap(key => relations.get(key) ?? []);
}

function ownerOf(entity: Entity, namespace: string): string | null {
  const stated = refOf(entity.spec?.owner, 'group', namespace);
  const related = (entity.relations ?? [])
    .filter(({ type }) => type === 'ownedBy')
    .map(({ targetRef }) => lower(targetRef))
    .sort();
  return stated && (related.length === 0 || related.includes(stated))
    ? stated
    : related[0] ?? null;
}

function proposalOf(
  annotation: string | undefined,
  ownerRef: string | null,
  namespace: string,
): OwnerProposal | null {
  const annotated = refOf(annotation, 'group', namespace);
  if (annotated) return { ownerRef: annotated, proposedBy: OWNER_ANNOTATION };
  return ownerRef ? { ownerRef, proposedBy: 'spec.owner' } : null;
}

/** Reduces an entity of the catalog to what roll-ups and coverage need. */
export function projectEntity(
  entity: Entity,
  config: Pick<RiskConfig, 'product' | 'coverage' | 'policy'>,
): MirroredEntity {
  const { metadata, spec } = entity;
  const namespace = metadata.namespace ?? 'default';
  const kind = lower(entity.kind);
  const lifecycle = textOf(spec?.lifecycle, 63);
  const ownerRef = ownerOf(entity, namespace);
  const systemRef = refOf(spec?.system, 'system', namespace);
  const projected = {
    ref: stringifyEntityRef(entity),
    kind,
    title: textOf(titleOf(entity), 255) ?? metadata.name,
    type: textOf(spec?.type, 255),
    lifecycle,
    ownerRef,
    systemRef,
    isProduct: isProduct(entity, config),
    countsForCoverage:
      config.coverage.kinds.includes(kind) &&
      lower(lifecycle ?? '') !== 'deprecated',
    annotations: Object.fromEntries(
      KEPT_ANNOTATIONS.flatMap(name => {
        const value = metadata.annotations?.[name];
        return typeof value === 'string' ? [[name, value] as const] : [];
      }),
    ),
    relations: relationsOf(entity, systemRef),
    proposal: proposalOf(
      metadata.annotations?.[OWNER_ANNOTATION],
      ownerRef,
      namespace,
    ),
  };
  return {
    ...projected,
    fingerprint: createHash('sha256')
      .update(JSON.stringify(projected))
      .digest('base64url'),
  };
}
