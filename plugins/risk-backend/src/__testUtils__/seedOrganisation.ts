import { randomUUID } from 'crypto';
import {
  exposureUnits,
  levelOf,
  defaultScale,
  splitEqually,
} from '@product-risk/risk-model';
import { Knex } from 'knex';

/** When everything in the seeded organisation happened. */
export const SEEDED_AT = '2026-11-01T00:00:00.000Z';

export interface SeededRisk {
  title: string;
  /** Names of components. */
  on: string[];
  probabilityMicro: number;
  impactCenti: number;
  confirmed?: boolean;
}

export interface SeededProduct {
  name: string;
  domain?: string;
  owner?: string;
  components: string[];
  risks: SeededRisk[];
}

const systemRef = (name: string) => `system:default/${name}`;
const componentRef = (name: string) => `component:default/${name}`;

const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);

/** Writes rows in batches that fit any database. */
const insert = async (knex: Knex, table: string, rows: object[]) => {
  if (rows.length > 0) await knex.batchInsert(table, rows, 40);
};

function entityRow(ref: string, productRef: string, domain?: string) {
  const [kind, rest] = ref.split(':');
  return {
    ref,
    kind,
    title: rest.split('/')[1],
    product_ref: productRef,
    domain_ref: domain ? `domain:default/${domain}` : null,
    is_product: kind === 'system',
    counts_for_coverage: kind === 'component',
    fingerprint: ref,
    first_seen: SEEDED_AT,
  };
}

/** Numbers of some risks, as roll-ups keep them. */
function numbersOf(risks: Array<SeededRisk & { exposure: number }>) {
  const countOf = (level: string) =>
    risks.filter(risk => levelOf(risk.exposure, defaultScale) === level).length;
  const exposure = sum(risks.map(risk => risk.exposure));
  return {
    exposure,
    exposure_inherent: exposure,
    exposure_projected: exposure,
    exposure_verified_only: exposure,
    critical: countOf('critical'),
    high: countOf('high'),
    medium: countOf('medium'),
    low: countOf('low'),
    confirmed: risks.filter(risk => risk.confirmed).length,
    findings_open: risks.length,
    updated_at: SEEDED_AT,
  };
}

export interface SeededIds {
  riskIds: Map<string, string>;
  findingIds: Map<string, string>;
  modelIds: Map<string, string>;
  sourceIds: Map<string, string>;
}

async function seedProduct(
  knex: Knex,
  product: SeededProduct,
  ids: SeededIds,
): Promise<void> {
  const productRef = systemRef(product.name);
  const risks = product.risks.map(risk => ({
    ...risk,
    id: randomUUID(),
    exposure: exposureUnits(risk),
  }));
  const refs = product.components.map(componentRef);
  await insert(
    knex,
    'entity',
    [productRef, ...refs].map(ref =>
      entityRow(ref, productRef, product.domain),
    ),
  );
  await insert(knex, 'product', [
    {
      entity_ref: productRef,
      title: product.name,
      domain_ref: product.domain ? `domain:default/${product.domain}` : null,
      owner_ref: product.owner ?? null,
    },
  ]);
  const modelled = product.components.filter(name =>
    risks.some(risk => risk.on.includes(name)),
  );
  for (const name of modelled) {
    const sourceId = randomUUID();
    const importId = randomUUID();
    const modelId = randomUUID();
    ids.sourceIds.set(name, sourceId);
    ids.modelIds.set(name, modelId);
    await insert(knex, 'source', [
      {
        id: sourceId,
        method: 'upload',
        location: `${name}.json`,
        state: 'ok',
        revision: 1,
        created_at: SEEDED_AT,
        applied_at: SEEDED_AT,
      },
    ]);
    await insert(knex, 'attachment', [
      {
        source_id: sourceId,
        entity_ref: componentRef(name),
        declared_as: `${name}.json`,
        since: SEEDED_AT,
      },
    ]);
    await insert(knex, 'import', [
      {
        id: importId,
        source_id: sourceId,
        seq: 1,
        at: SEEDED_AT,
        actor: 'user:default/engineer',
        status: 'applied',
        file_name: `${name}.json`,
      },
    ]);
    await insert(knex, 'threat_model', [
      {
        id: modelId,
        source_id: sourceId,
        model_key: '0',
        title: `Model of ${name}`,
        format: 'threat-dragon-v2',
        content_changed_at: SEEDED_AT,
        content_hash: name,
        is_assessment: true,
      },
    ]);
    await insert(knex, 'model_element', [
      {
        model_id: modelId,
        element_id: 'element',
        name: `Process of ${name}`,
        kind: 'process',
        entity_ref: componentRef(name),
        mapped_by: 'attachment',
      },
    ]);
    const here = risks.filter(risk => risk.on.includes(name));
    const findings = here.map(risk => ({ risk, id: randomUUID() }));
    await insert(
      knex,
      'risk',
      here
        .filter(risk => risk.on[0] === name)
        .map(risk => ({
          id: risk.id,
          product_ref: productRef,
          group_key: risk.id,
          title: risk.title,
          statement: `Someone could do this: ${risk.title}`,
          stride: 'S',
          rating_state: risk.confirmed ? 'confirmed' : 'assumed',
          probability_micro: risk.probabilityMicro,
          impact_centi: risk.impactCenti,
          current_probability_micro: risk.probabilityMicro,
          current_impact_centi: risk.impactCenti,
          exposure: risk.exposure,
          exposure_inherent: risk.exposure,
          exposure_projected: risk.exposure,
          exposure_verified_only: risk.exposure,
          level: levelOf(risk.exposure, defaultScale),
          state: 'open',
          opened_at: SEEDED_AT,
          updated_at: SEEDED_AT,
        })),
    );
    await insert(
      knex,
      'finding',
      findings.map(({ risk, id }) => ({
        id,
        source_id: sourceId,
        model_id: modelId,
        key: risk.id,
        entity_ref: componentRef(name),
        element_id: 'element',
        title: risk.title,
        description: `About ${risk.title}`,
        severity: 'high',
        status: 'open',
        stated_status: 'open',
        reviewed: true,
        stride: 'S',
        content_hash: risk.id,
        first_seen: SEEDED_AT,
        last_seen: SEEDED_AT,
        changed_at: SEEDED_AT,
        first_import_id: importId,
        last_import_id: importId,
      })),
    );
    await insert(
      knex,
      'risk_finding',
      findings.map(({ risk, id }) => ({
        finding_id: id,
        risk_id: risk.id,
        linked_by: 'rule',
      })),
    );
    findings.forEach(({ risk, id }) =>
      ids.findingIds.set(`${risk.title} on ${name}`, id),
    );
  }
  const shares = risks.flatMap(risk =>
    [...splitEqually(risk.exposure, risk.on.map(componentRef))].map(
      ([entityRef, share]) => ({
        risk_id: risk.id,
        entity_ref: entityRef,
        share,
      }),
    ),
  );
  await insert(knex, 'risk_entity', shares);
  await insert(
    knex,
    'risk_state',
    risks.map(risk => ({
      risk_id: risk.id,
      at: SEEDED_AT,
      product_ref: productRef,
      exposure: risk.exposure,
      level: levelOf(risk.exposure, defaultScale),
      state: 'open',
      cause: 'new',
      actor: 'user:default/engineer',
    })),
  );
  await insert(
    knex,
    'entity_rollup',
    modelled.map(name => ({
      entity_ref: componentRef(name),
      ...numbersOf(risks.filter(risk => risk.on.includes(name))),
      share: sum(
        shares
          .filter(({ entity_ref }) => entity_ref === componentRef(name))
          .map(({ share }) => share),
      ),
      models: 1,
    })),
  );
  await insert(knex, 'product_rollup', [
    {
      product_ref: productRef,
      ...numbersOf(risks),
      components: product.components.length,
      modelled: modelled.length,
      risks_open: risks.length,
    },
  ]);
  const severe = risks.filter(
    risk =>
      risk.confirmed && risk.impactCenti >= defaultScale.severeImpactCenti,
  );
  await insert(
    knex,
    'product_severe',
    [...new Set(severe.map(risk => risk.probabilityMicro))].map(
      probabilityMicro => ({
        product_ref: productRef,
        probability_micro: probabilityMicro,
        count: severe.filter(risk => risk.probabilityMicro === probabilityMicro)
          .length,
      }),
    ),
  );
  risks.forEach(risk => ids.riskIds.set(risk.title, risk.id));
}

/** Fills the tables with products, their risks and roll-ups that fit them. */
export async function seedOrganisation(
  knex: Knex,
  products: readonly SeededProduct[],
): Promise<SeededIds> {
  const ids: SeededIds = {
    riskIds: new Map(),
    findingIds: new Map(),
    modelIds: new Map(),
    sourceIds: new Map(),
  };
  for (const product of products) await seedProduct(knex, product, ids);
  return ids;
}

/** Mirrors a group with its direct members, who own what it owns. */
export async function seedOwners(
  knex: Knex,
  groupRef: string,
  memberRefs: readonly string[],
): Promise<void> {
  await insert(
    knex,
    'entity',
    [groupRef, ...memberRefs].map(ref => entityRow(ref, '')),
  );
  await insert(
    knex,
    'entity_relation',
    memberRefs.map(source_ref => ({
      source_ref,
      type: 'memberOf',
      target_ref: groupRef,
    })),
  );
}

/** A small organisation: two products, one of them partly confidential. */
export const smallOrganisation: SeededProduct[] = [
  {
    name: 'payments',
    domain: 'finance',
    owner: 'group:default/payments-owners',
    components: ['payments-api', 'payments-vault', 'payments-web'],
    risks: [
      {
        title: 'Token replay',
        on: ['payments-api', 'payments-vault'],
        probabilityMicro: 300_000,
        impactCenti: 3_000,
        confirmed: true,
      },
      {
        title: 'Vault key leak',
        on: ['payments-vault'],
        probabilityMicro: 30_000,
        impactCenti: 10_000,
        confirmed: true,
      },
      {
        title: 'Unsigned webhook',
        on: ['payments-api'],
        probabilityMicro: 100_000,
        impactCenti: 1_001,
      },
    ],
  },
  { name: 'search', components: ['search-api'], risks: [] },
];
