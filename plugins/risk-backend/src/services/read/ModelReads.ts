import { NotFoundError } from '@backstage/errors';
import { Level, levels } from '@product-risk/risk-model';
import {
  DiagramElement,
  Endpoints,
  ModelDiagram,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { DbModelElementRow, toBoolean, toInteger } from '../../database/tables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { presentModel } from './present/models';
import { candidatesOf } from './queries/candidatesOf';
import { readJson } from './queries/json';
import {
  countsByElement,
  ElementCountRow,
  elementsOf,
  modelById,
} from './queries/models';
import { VisibleEntities, VisibleRisks } from './VisibleRisks';

interface ModelReadsOptions {
  db: Knex;
  visible: VisibleRisks;
}

const diagramsSchema = z.array(z.object({ id: z.string(), title: z.string() }));

const kindSchema = z
  .enum(['process', 'datastore', 'actor', 'flow', 'boundary', 'asset', 'node'])
  .catch('node');

const isCounted = (row: ElementCountRow, visible: VisibleEntities) =>
  row.entity_ref === null || visible.has(row.entity_ref);

/** Worst level by its rank in SQL; 0 is none. */
const levelOfRank = (rank: number): Level | undefined => levels[rank - 1];

function presentElement(
  row: DbModelElementRow,
  counts: readonly ElementCountRow[],
  visible: VisibleEntities,
): DiagramElement {
  const counted = counts.filter(count => isCounted(count, visible));
  const ranks = counted.map(({ worst }) => toInteger(worst));
  return {
    id: row.element_id,
    name: row.name,
    kind: kindSchema.parse(row.kind),
    outOfScope: toBoolean(row.out_of_scope),
    parentId: row.parent_id ?? undefined,
    fromId: row.from_id ?? undefined,
    toId: row.to_id ?? undefined,
    bidirectional: toBoolean(row.bidirectional),
    diagramId: row.diagram_id ?? undefined,
    entity: visible.link(row.entity_ref),
    mappedBy: row.mapped_by,
    candidates: candidatesOf(row.candidates).flatMap(({ entityRef, by }) => {
      const link = visible.link(entityRef);
      return link ? [{ ...link, by }] : [];
    }),
    hidden:
      counted.length < counts.length ||
      (row.entity_ref !== null && !visible.has(row.entity_ref)),
    findings: {
      open: counted.reduce((sum, { open }) => sum + toInteger(open), 0),
      total: counted.reduce((sum, { total }) => sum + toInteger(total), 0),
      worst: levelOfRank(Math.max(0, ...ranks)),
    },
  };
}

/** The diagram of a model with what is found on its elements. */
export class ModelReads implements Operations<'getModelDiagram'> {
  readonly #options: ModelReadsOptions;

  constructor(options: ModelReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError */
  getModelDiagram = async (
    { id }: OperationInput<Endpoints['getModelDiagram']>,
    caller: Caller,
  ): Promise<ModelDiagram> => {
    const { db, visible } = this.#options;
    const model = await modelById(db, id);
    if (!model) throw new NotFoundError(`Threat model ${id} is unknown`);
    const [elements, counts] = await Promise.all([
      elementsOf(db, id),
      countsByElement(db, id),
    ]);
    const seen = await visible.among(
      [
        ...[...elements, ...counts].map(({ entity_ref }) => entity_ref),
        ...elements.flatMap(({ candidates }) =>
          candidatesOf(candidates).map(({ entityRef }) => entityRef),
        ),
      ],
      caller,
    );
    const countsOf = new Map<string, ElementCountRow[]>();
    for (const count of counts) {
      countsOf.set(count.element_id, [
        ...(countsOf.get(count.element_id) ?? []),
        count,
      ]);
    }
    return {
      model: presentModel(model, []),
      diagrams: readJson(diagramsSchema, model.diagrams, []),
      elements: elements.map(element =>
        presentElement(element, countsOf.get(element.element_id) ?? [], seen),
      ),
    };
  };
}
