import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  FindingDetail,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { z } from 'zod';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { informedCategories } from './informedCategories';
import { presentFinding, statusOf } from './present/findings';
import { historyOf } from './present/history';
import { presentImport } from './present/imports';
import {
  entityRefsOfRisks,
  eventsOf,
  findingById,
  FindingRow,
  mitigationsOf,
  ratingsOf,
  siblingsOf,
} from './queries/findings';
import { readJson } from './queries/json';
import { modelById } from './queries/models';
import { importsByIds } from './queries/sources';
import { VisibleRisks } from './VisibleRisks';

interface FindingReadsOptions {
  db: Knex;
  vocabulary: Promise<Vocabulary>;
  visible: VisibleRisks;
}

const detailSchema = z.object({
  advice: z.string().optional(),
  tags: z.array(z.string()).default([]),
  ticket: z.string().optional(),
  pointer: z.string().default(''),
  line: z.int().optional(),
  column: z.int().optional(),
  diagramId: z.string().optional(),
  likelihoodRaw: z.string().optional(),
  impactRaw: z.string().optional(),
  score: z.string().optional(),
});

const diagramsSchema = z.array(z.object({ id: z.string(), title: z.string() }));

function triageOf(row: FindingRow): FindingDetail['triage'] {
  if (!row.triage || !row.triage_by || !row.triage_at) return undefined;
  return {
    action: row.triage,
    reason: row.triage_reason ?? '',
    by: row.triage_by,
    at: row.triage_at,
  };
}

/** One finding with its whole provenance. */
export class FindingReads implements Operations<'getFinding'> {
  readonly #options: FindingReadsOptions;

  constructor(options: FindingReadsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError */
  getFinding = async (
    { id }: OperationInput<Endpoints['getFinding']>,
    caller: Caller,
  ): Promise<FindingDetail> => {
    const { db, visible } = this.#options;
    const row = await findingById(db, id);
    if (!row) throw new NotFoundError(`Finding ${id} is unknown`);
    const [
      mitigations,
      riskEntities,
      siblings,
      events,
      ratings,
      model,
      imports,
    ] = await Promise.all([
      mitigationsOf(db, [id]),
      entityRefsOfRisks(db, row.risk_id ? [row.risk_id] : []),
      siblingsOf(db, row),
      eventsOf(db, id),
      ratingsOf(db, row.risk_id),
      modelById(db, row.model_id),
      importsByIds(db, [row.first_import_id, row.last_import_id]),
    ]);
    const seen = await visible.among(
      [
        row.entity_ref,
        row.risk_product_ref,
        ...[...riskEntities.values()].flat(),
        ...siblings.map(({ entity_ref }) => entity_ref),
      ],
      caller,
    );
    const visibleSiblings = siblings.filter(
      ({ entity_ref }) => entity_ref === null || seen.has(entity_ref),
    );
    const product = seen.link(row.risk_product_ref);
    const stored = readJson(detailSchema, row.detail, {
      tags: [],
      pointer: '',
    });
    const firstImport = imports.find(one => one.id === row.first_import_id);
    const lastImport = imports.find(one => one.id === row.last_import_id);
    return {
      ...presentFinding(row, { mitigations, riskEntities, visible: seen }),
      description: row.description,
      advice: stored.advice,
      tags: stored.tags,
      ticket: stored.ticket,
      triage: triageOf(row),
      provenance: {
        method: (lastImport ?? firstImport)?.method ?? 'upload',
        file: (lastImport ?? firstImport)?.file_name ?? '',
        format: model?.format ?? '',
        formatVersion: model?.format_version ?? undefined,
        pointer: stored.pointer,
        line: stored.line,
        column: stored.column,
        nativeId: row.native_id ?? undefined,
        diagram: readJson(diagramsSchema, model?.diagrams, []).find(
          ({ id: diagramId }) => diagramId === stored.diagramId,
        )?.title,
        likelihoodRaw: stored.likelihoodRaw,
        impactRaw: stored.impactRaw,
        score: stored.score,
        firstImport: firstImport && presentImport(firstImport),
        lastImport: lastImport && presentImport(lastImport),
      },
      otherFindings: visibleSiblings.map(sibling => ({
        id: sibling.id,
        title: sibling.title,
        entity: seen.link(sibling.entity_ref),
        modelTitle: sibling.model_title,
        status: statusOf(sibling),
      })),
      product,
      informs: await informedCategories(db, await this.#options.vocabulary, {
        findingId: id,
        productRef: product?.ref,
      }),
      hiddenFindings: siblings.length - visibleSiblings.length,
      history: historyOf(events, ratings),
    };
  };
}
