import { mockServices } from '@backstage/backend-test-utils';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  Finding,
  ModelElement,
  ThreatModel,
  ThreatModelFormat,
} from '@product-risk/threat-model-formats';
import { ThreatModelHistory } from '@product-risk/backstage-plugin-risk-node';
import { Knex } from 'knex';
import { readRiskConfig, RiskConfig } from '../config';
import { vocabularyOf } from './vocabulary';
import { insertRows } from '../database/batches';
import { DbEntityRow, DbRiskRow, toInteger } from '../database/tables';
import { CategoryDecisions } from '../services/categories/CategoryDecisions';
import { CategoryLedger } from '../services/categories/CategoryLedger';
import { createWriting } from '../services/createWriting';
import { HistoryImports } from '../services/ingest/HistoryImports';
import { IngestService } from '../services/ingest/IngestService';
import { PromotionService } from '../services/promotion/PromotionService';
import { RelinkService } from '../services/relink/RelinkService';
import { CatalogMoves } from '../services/risks/CatalogMoves';
import { RaisedRisks } from '../services/risks/RaisedRisks';
import { RiskLedger } from '../services/risks/RiskLedger';
import { RiskService } from '../services/risks/RiskService';
import { RollupService } from '../services/rollup/RollupService';

/** A finding of a test document: what is left out is ordinary. */
export type TestFinding = Partial<Omit<Finding, 'mitigations'>> & {
  key: string;
  mitigations?: {
    key: string;
    status: Finding['mitigations'][number]['status'];
    riskReduction?: number;
  }[];
};

/** A document of the tests' own format. */
export interface TestDocument {
  kind?: ThreatModel['kind'];
  id?: string;
  title?: string;
  elements?: (Partial<ModelElement> & { id: string })[];
  findings: TestFinding[];
  warnings?: ThreatModel['warnings'];
  treatmentOptions?: ThreatModel['treatmentOptions'];
}

function toModel(document: TestDocument): ThreatModel {
  const keys = document.findings.flatMap(({ mitigations = [] }) =>
    mitigations.map(({ key, status }) => ({ key, status })),
  );
  return {
    kind: document.kind ?? 'threat-model',
    id: document.id ?? 'model',
    format: 'test',
    title: document.title ?? 'Test model',
    authors: [],
    diagrams: [],
    warnings: document.warnings ?? [],
    treatmentOptions: document.treatmentOptions,
    elements: (document.elements ?? []).map(element => ({
      name: `Element ${element.id}`,
      kind: 'process',
      outOfScope: false,
      tags: [],
      ...element,
    })),
    findings: document.findings.map(({ mitigations = [], ...finding }) => ({
      title: `Threat ${finding.key}`,
      description: '',
      severity: 'high',
      status: 'open',
      reviewed: true,
      categories: [{ taxonomy: 'STRIDE', id: 'tampering' }],
      elementIds: [],
      tags: [],
      position: { pointer: `/findings/${finding.key}` },
      ...finding,
      mitigations: mitigations.map(({ key, ...rest }) => ({
        mitigationKey: key,
        ...rest,
      })),
    })),
    mitigations: keys.map(({ key, status }) => ({
      key,
      title: `Mitigation ${key}`,
      description: '',
      status,
    })),
  };
}

const testFormat: ThreatModelFormat = {
  id: 'test',
  title: 'Test format',
  detect: ({ value }) =>
    typeof value === 'object' && value !== null && 'testModel' in value,
  parse: ({ text }) => [toModel(JSON.parse(text).testModel)],
};

/** The bytes of a test document. */
export const bytesOf = (document: TestDocument): Uint8Array =>
  Buffer.from(JSON.stringify({ testModel: document }));

/** Everything that writes, on one database, with a clock and a web of files. */
export interface WriteSide {
  knex: Knex;
  config: RiskConfig;
  ingest: IngestService;
  risks: RiskService;
  promotions: PromotionService;
  relinking: RelinkService;
  raised: RaisedRisks;
  ledger: RiskLedger;
  rollup: RollupService;
  categories: CategoryLedger;
  decisions: CategoryDecisions;
  moves: CatalogMoves;
  /** Files by URL; what is not there is not found. */
  files: Map<string, Uint8Array | Error>;
  /** URLs in the order they were read. */
  reads: string[];
  /** What modules know of the past of annotated models. */
  histories: ThreatModelHistory[];
  /** Lets a day pass. */
  nextDay(): void;
}

/** Builds the writing services over a migrated database. */
export function writeSide(
  knex: Knex,
  risk: object = {},
  formats: ThreatModelFormat[] = [testFormat],
  firstDay = new Date('2026-01-01T12:00:00.000Z'),
): WriteSide {
  const config = readRiskConfig(new ConfigReader({ risk }));
  let day = 0;
  const now = () => new Date(firstDay.getTime() + day * 86_400_000);
  const vocabulary = vocabularyOf(config);
  const shared = { database: knex, config, vocabulary, now };
  const { risks: ledger, categories, rollup } = createWriting(shared);
  const risks = new RiskService({
    database: knex,
    config,
    risks: ledger,
    rollup,
    now,
  });
  const files: WriteSide['files'] = new Map();
  const histories: ThreatModelHistory[] = [];
  const reads: string[] = [];
  const urlReader: UrlReaderService = {
    ...mockServices.urlReader.mock(),
    readUrl: async url => {
      reads.push(url);
      const content = files.get(url);
      if (content instanceof Error) throw content;
      if (!content) throw new NotFoundError(`secret path ${url}`);
      return { buffer: async () => Buffer.from(content) };
    },
  };
  return {
    knex,
    config,
    ledger,
    rollup,
    categories,
    decisions: new CategoryDecisions({
      database: knex,
      vocabulary,
      rollup,
      now,
    }),
    files,
    reads,
    risks,
    raised: new RaisedRisks({
      database: knex,
      risks: ledger,
      rollup,
      judgements: risks,
      now,
    }),
    promotions: new PromotionService({
      database: knex,
      risks: ledger,
      rollup,
      now,
    }),
    relinking: new RelinkService({
      database: knex,
      risks: ledger,
      rollup,
      now,
    }),
    moves: new CatalogMoves({ risks: ledger, rollup }),
    ingest: new IngestService({
      database: knex,
      config,
      formats: () => formats,
      urlReader,
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      risks: ledger,
      rollup,
      categories,
      histories,
      history: new HistoryImports({
        ...shared,
        formats: () => formats,
        followersAt: at => createWriting({ ...shared, now: at }),
      }),
      logger: mockServices.logger.mock(),
      now,
    }),
    histories,
    nextDay: () => {
      day += 1;
    },
  };
}

export type TestEntity = Partial<DbEntityRow> & { ref: string };

/** Puts entities into the mirror as if the catalog had been read. */
export async function mirror(
  knex: Knex,
  entities: readonly TestEntity[],
): Promise<void> {
  await insertRows(
    knex,
    'entity',
    entities.map(({ ref, ...rest }) => ({
      ref,
      kind: ref.split(':')[0],
      title: ref.split('/')[1],
      product_ref: '',
      is_product: ref.startsWith('system:'),
      counts_for_coverage: ref.startsWith('component:'),
      first_seen: '2026-01-01T00:00:00.000Z',
      ...rest,
    })),
  );
  const closure = entities.flatMap(({ ref, product_ref }) => [
    { ancestor: ref, descendant: ref, depth: 0, relation: 'self' },
    ...(product_ref && product_ref !== ref
      ? [
          {
            ancestor: product_ref,
            descendant: ref,
            depth: 1,
            relation: 'partOf',
          },
        ]
      : []),
  ]);
  await insertRows(knex, 'entity_closure', closure);
}

export const PAY = 'system:default/pay';
export const SHOP = 'system:default/shop';
export const API = 'component:default/pay-api';
export const WEB = 'component:default/pay-web';
export const CART = 'component:default/cart';

/** Two products: pay with api and web, shop with cart. */
export const organisation: TestEntity[] = [
  { ref: PAY, product_ref: PAY },
  { ref: SHOP, product_ref: SHOP },
  { ref: API, product_ref: PAY },
  { ref: WEB, product_ref: PAY },
  { ref: CART, product_ref: SHOP },
];

/** Everything that an import must not change by chance, without ids. */
export async function numbersOf(knex: Knex) {
  const volatile = ['updated_at'];
  const clean = (rows: Record<string, unknown>[]) =>
    rows.map(row =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !volatile.includes(name))
          .map(([name, value]) => [
            name,
            value === null ? null : String(value),
          ]),
      ),
    );
  return {
    products: clean(await knex('product_rollup').orderBy('product_ref')),
    entities: clean(await knex('entity_rollup').orderBy('entity_ref')),
    severe: clean(
      await knex('product_severe').orderBy([
        'product_ref',
        'probability_micro',
      ]),
    ),
  };
}

/** A product's current exposure in 1/10 000 point. */
export async function exposureOf(knex: Knex, productRef: string) {
  const row = await knex('product_rollup')
    .where({ product_ref: productRef })
    .first();
  return toInteger(row?.exposure);
}

export const risksOf = (knex: Knex, productRef: string): Promise<DbRiskRow[]> =>
  knex<DbRiskRow>('risk').where({ product_ref: productRef }).orderBy('title');
