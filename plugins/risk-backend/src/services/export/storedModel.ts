import { Scale } from '@product-risk/risk-model';
import { ModelElement, ThreatModel } from '@product-risk/threat-model-formats';
import { z } from 'zod';
import {
  storedElementDetailSchema,
  storedModelDetailSchema,
} from '../../database/structureDetail';
import {
  DbModelElementRow,
  ELEMENT_IS_ENTITY,
  toBoolean,
} from '../../database/tables';
import { groupBy } from '../groupBy';
import { readJson } from '../read/queries/json';
import { StoredModelRows } from './exportQueries';
import { keyWithinModel } from './keyWithinModel';
import { storedFinding } from './storedFinding';
import { storedMitigations } from './storedMitigations';
import { storedOptions } from './storedOptions';

const diagramsSchema = z.array(z.object({ id: z.string(), title: z.string() }));

const kindSchema = z
  .enum(['process', 'datastore', 'actor', 'flow', 'boundary', 'asset', 'node'])
  .catch('node');

/** Models without an id of their own are known by their place in the file. */
const BY_POSITION = /^#\d+$/;

function storedElement(
  row: DbModelElementRow,
  isThere: (id: string | null) => boolean,
): ModelElement {
  const { entityRef, ...detail } = readJson(
    storedElementDetailSchema,
    row.detail,
    { tags: [] },
  );
  const ifThere = (id: string | null) => (isThere(id) && id) || undefined;
  return {
    id: row.element_id,
    name: row.name,
    kind: kindSchema.parse(row.kind),
    outOfScope: toBoolean(row.out_of_scope),
    parentId: ifThere(row.parent_id),
    sourceId: ifThere(row.from_id),
    targetId: ifThere(row.to_id),
    bidirectional: toBoolean(row.bidirectional) || undefined,
    diagramId: row.diagram_id ?? undefined,
    ...detail,
    // What was concluded from a name or a folder stays a conclusion.
    entityRef:
      row.entity_ref !== null && ELEMENT_IS_ENTITY.includes(row.mapped_by)
        ? row.entity_ref
        : entityRef,
  };
}

/**
 * A model as its file stated it, and what people decided about it since: what
 * is confirmed, left out, brought back, verified and accepted. Pure.
 */
export function storedModel(rows: StoredModelRows, scale: Scale): ThreatModel {
  const { model, elements } = rows;
  const ids = new Set(elements.map(({ element_id }) => element_id));
  const isThere = (id: string | null) => id !== null && ids.has(id);
  const mitigationsOf = groupBy(rows.mitigations, row => row.finding_id);
  const categoriesOf = groupBy(rows.categories, row => row.finding_id);
  const acceptanceOf = new Map(
    rows.acceptances.map(acceptance => [acceptance.risk_id, acceptance]),
  );
  const findings = rows.findings.map(row =>
    storedFinding(row, {
      key: keyWithinModel(row.key, model.model_key),
      isThere,
      mitigations: mitigationsOf.get(row.id) ?? [],
      categories: categoriesOf.get(row.id) ?? [],
      acceptance: acceptanceOf.get(row.risk_id ?? ''),
      scale,
    }),
  );
  return {
    kind: model.kind,
    id: BY_POSITION.test(model.model_key) ? undefined : model.model_key,
    format: model.format,
    formatVersion: model.format_version ?? undefined,
    title: model.title,
    owner: model.owner ?? undefined,
    ...readJson(storedModelDetailSchema, model.detail, { authors: [] }),
    updatedAt: model.stated_at ?? model.content_changed_at,
    diagrams: readJson(diagramsSchema, model.diagrams, []),
    elements: elements.map(row => storedElement(row, isThere)),
    findings,
    mitigations: storedMitigations(findings, rows.mitigations),
    treatmentOptions: storedOptions(rows),
    warnings: [],
  };
}
