import { Knex } from 'knex';
import { DecisionStore } from '../../database/DecisionStore';
import { basisOf } from '../../services/decisions/riskFacts';
import { seedDecision } from '../seedDecision';
import { SEEDED_AT, seedOrganisation, seedOwners } from '../seedOrganisation';
import { NOW } from '../startApi';
import { writeSide } from '../writeSide';
import { importMatrixFiles } from './files';
import { seedSystemic } from './systemic';

/** Owned by the product owner of the matrix, by another, and not to be seen. */
export const PRODUCTS = ['own', 'other', 'hidden'] as const;

export type ProductName = (typeof PRODUCTS)[number];

export const SECOND_SIGNERS = 'group:default/finance-leads';

/** Proposed as the owners of every product. */
export const HEIRS = 'group:default/heirs';

export const ownersOf = (name: ProductName) => `group:default/${name}-owners`;

/** The member of a product's owners who signed first. */
export const firstSignerOf = (name: ProductName) =>
  `user:default/${name}-signer`;

const id = (n: number, product: ProductName) =>
  `00000000-0000-4000-800${PRODUCTS.indexOf(product)}-${String(n).padStart(
    12,
    '0',
  )}`;

/** One product of the matrix, and one thing of every kind in it. */
export interface MatrixProduct {
  name: ProductName;
  sourceId: string;
  modelId: string;
  importId: string;
  relink: { from: string; to: string };
  findingId: string;
  mitigationId: string;
  sessionId: string;
  optionId: string;
  initiativeId: string;
  raiseId: string;
  ticketId: string;
  timelineEventId: string;
  riskIds: { free: string; rated: string };
  decisions: Record<'asked' | 'granted' | 'signed', string>;
  basis: Record<'asked' | 'signed', string>;
}

/** Every step of a decision that somebody can be asked for. */
async function seedDecisions(
  knex: Knex,
  name: ProductName,
  riskIds: Map<string, string>,
) {
  const store = new DecisionStore(knex);
  const open = async (title: string) => {
    const riskId = riskIds.get(`${name} ${title}`) ?? '';
    const facts = [...(await store.factsOf([riskId])).values()];
    return {
      id: await seedDecision(knex, riskId, 'user:default/somebody'),
      facts,
      basis: basisOf(facts),
    };
  };
  const asked = await open('asked');
  const granted = await open('granted');
  const signed = await open('signed');
  await store.update(granted.id, {
    state: 'granted',
    waiting_for: null,
    owner_ref: ownersOf(name),
    decided_by: firstSignerOf(name),
    decided_at: SEEDED_AT,
    expiry: '2027-01-31',
    exposure_at_grant: 0,
  });
  await store.addSnapshot(granted.id, 'granted', granted.facts);
  await store.update(signed.id, {
    waiting_for: 'second-signer',
    owner_ref: ownersOf(name),
    second_ref: SECOND_SIGNERS,
    authority: '{}',
  });
  await store.sign({
    decision_id: signed.id,
    role: 'owner',
    signer: firstSignerOf(name),
    on_behalf_of: ownersOf(name),
    at: SEEDED_AT,
    reason: 'as agreed',
    expiry: '2027-01-31',
    basis: signed.basis,
  });
  return {
    decisions: { asked: asked.id, granted: granted.id, signed: signed.id },
    basis: { asked: asked.basis, signed: signed.basis },
  };
}

async function seedTreatment(knex: Knex, product: MatrixProduct) {
  const author = {
    product_ref: `system:default/${product.name}`,
    created_by: 'user:default/somebody',
    created_at: SEEDED_AT,
    updated_at: SEEDED_AT,
  };
  await knex('session').insert({
    id: product.sessionId,
    title: 'Yearly review',
    state: 'requested',
    reason: 'a year has passed',
    ...author,
  });
  await knex('session_risk').insert({
    session_id: product.sessionId,
    risk_id: product.riskIds.rated,
    direction: 'in',
  });
  await knex('treatment_option').insert({
    id: product.optionId,
    kind: 'mitigate',
    title: 'Bind tokens',
    cost_once: 300,
    cost_yearly: 0,
    ...author,
  });
  await knex('initiative').insert({
    id: product.initiativeId,
    title: `One key store for ${product.name}`,
    category: 'iso27001@2022:A.8.24',
    sponsor_ref: 'user:default/somebody',
    hypothesis: 'fewer keys in files',
    state: 'open',
    created_by: 'user:default/somebody',
    created_at: SEEDED_AT,
  });
  await knex('budget_target_raise').insert({
    product_ref: author.product_ref,
    id: product.raiseId,
    at: SEEDED_AT,
    actor: firstSignerOf(product.name),
    owner_ref: ownersOf(product.name),
    second_ref: SECOND_SIGNERS,
    method: 'set',
    steps: JSON.stringify([{ day: '2026-11-01', exposure: 100_000 }]),
    reason: 'as agreed',
  });
  await knex('timeline_event').insert({
    id: product.timelineEventId,
    product_ref: author.product_ref,
    lane: 'product',
    kind: 'release',
    title: 'Instant payouts',
    start_day: '2026-12-20',
    end_day: '2026-12-20',
    created_by: author.created_by,
    created_at: SEEDED_AT,
  });
  await knex('mitigation').insert({
    id: product.mitigationId,
    finding_id: product.findingId,
    key: 'm',
    title: 'Rotate',
    description: '',
    stated: 'implemented',
    state: 'claimed',
    effect_likelihood_micro: 0,
    effect_impact_micro: 0,
  });
}

/** What holds what of a product. */
const closureOf = (name: ProductName) => {
  const [system, component] = [
    `system:default/${name}`,
    `component:default/${name}-api`,
  ];
  const self = { depth: 0, relation: 'self' };
  return [
    { ancestor: system, descendant: system, ...self },
    { ancestor: component, descendant: component, ...self },
    { ancestor: system, descendant: component, depth: 1, relation: 'partOf' },
  ];
};

/** Everything that writes, at the time of the matrix. */
export const matrixWriteSide = (knex: Knex, firstDay = NOW) =>
  writeSide(knex, {}, undefined, firstDay);

/** A ticket of a mitigation. */
async function seedTicket(knex: Knex, product: MatrixProduct) {
  await knex('ticket').insert({
    id: product.ticketId,
    subject: 'mitigation',
    subject_id: product.mitigationId,
    url: 'https://tracker.example.com/PAY-1',
    created: false,
    linked_by: 'user:default/somebody',
    linked_at: SEEDED_AT,
  });
}

/**
 * Three products with one thing of every kind that an endpoint names, so that
 * every endpoint can be asked about each of them.
 *
 * @param members - of the owners of products, besides who signed first
 */
export async function seedMatrixWorld(
  knex: Knex,
  members: Partial<Record<ProductName, string[]>>,
): Promise<Record<ProductName, MatrixProduct>> {
  const risk = (title: string, name: ProductName, confirmed = true) => ({
    title: `${name} ${title}`,
    on: [`${name}-api`],
    probabilityMicro: 100_000,
    impactCenti: 1_000,
    confirmed,
  });
  const ids = await seedOrganisation(
    knex,
    PRODUCTS.map(name => ({
      name,
      owner: ownersOf(name),
      components: [`${name}-api`],
      risks: [
        risk('free', name),
        risk('rated', name, false),
        risk('asked', name),
        risk('granted', name),
        risk('signed', name),
      ],
    })),
  );
  await seedOwners(knex, HEIRS, []);
  await knex.batchInsert(
    'entity_closure',
    PRODUCTS.flatMap(name => closureOf(name)),
    40,
  );
  const side = matrixWriteSide(knex, new Date(SEEDED_AT));
  await seedSystemic(side);
  const products = {} as Record<ProductName, MatrixProduct>;
  for (const name of PRODUCTS) {
    const component = `${name}-api`;
    const riskId = (title: string) => ids.riskIds.get(`${name} ${title}`) ?? '';
    await seedOwners(knex, ownersOf(name), [
      firstSignerOf(name),
      ...(members[name] ?? []),
    ]);
    await knex('product')
      .where({ entity_ref: `system:default/${name}` })
      .update({ proposed_owner_ref: HEIRS });
    products[name] = {
      name,
      ...(await importMatrixFiles(side, name)),
      findingId: ids.findingIds.get(`${name} free on ${component}`) ?? '',
      mitigationId: id(1, name),
      sessionId: id(2, name),
      optionId: id(3, name),
      initiativeId: id(4, name),
      raiseId: id(5, name),
      ticketId: id(6, name),
      timelineEventId: id(7, name),
      riskIds: { free: riskId('free'), rated: riskId('rated') },
      ...(await seedDecisions(knex, name, ids.riskIds)),
    };
    await seedTreatment(knex, products[name]);
    await seedTicket(knex, products[name]);
  }
  return products;
}
