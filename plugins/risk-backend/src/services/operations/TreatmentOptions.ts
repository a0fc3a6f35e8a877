import { randomUUID } from 'crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  OptionInput,
} from '@product-risk/backstage-plugin-risk-common';
import { MICRO_PER_ONE, RiskModelError } from '@product-risk/risk-model';
import { Knex } from 'knex';
import { SessionStore } from '../../database/SessionStore';
import { TreatmentStore } from '../../database/TreatmentStore';
import {
  DbOptionLinkRow,
  DbTreatmentOptionRow,
} from '../../database/treatmentTables';
import { Caller } from '../Caller';
import { OperationInput, Operations } from '../Operations';
import { productRows } from '../read/queries/products';
import { requireNeedsWithoutCircle } from '../treatment/optionNeeds';
import { ProductBelongings } from '../treatment/ProductBelongings';
import { requireRevision } from './Sessions';

interface TreatmentOptionsOptions {
  db: Knex;
  belongings: ProductBelongings;
  now: () => Date;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const rowOf = (input: OptionInput) => ({
  session_id: input.sessionId ?? null,
  kind: input.kind,
  title: input.title,
  constraints: input.constraints,
  evidence: input.evidence,
  cost_once: input.costOnce,
  cost_yearly: input.costYearly,
  lead_days: input.leadDays ?? null,
});

const effectsOf = (id: string, { effects }: OptionInput) =>
  effects.map(({ riskId, effectLikelihood, effectImpact }) => ({
    option_id: id,
    risk_id: riskId,
    effect_likelihood_micro: Math.round(effectLikelihood * MICRO_PER_ONE),
    effect_impact_micro: Math.round(effectImpact * MICRO_PER_ONE),
  }));

const linksOf = (id: string, { excludes, needs }: OptionInput) =>
  (
    [
      ['excludes', excludes],
      ['needs', needs],
    ] as const
  ).flatMap(([kind, ids]) =>
    [...new Set(ids)].map(
      (other_id): DbOptionLinkRow => ({ kind, option_id: id, other_id }),
    ),
  );

/** What teams write down about ways to treat risks. */
export class TreatmentOptions
  implements Operations<'createOption' | 'updateOption'>
{
  readonly #options: TreatmentOptionsOptions;

  constructor(options: TreatmentOptionsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError, InputError */
  createOption = async (
    { entityRef, body }: Input<'createOption'>,
    caller: Caller,
  ) => {
    const { db, now } = this.#options;
    const [product] = await productRows(db, [entityRef]);
    if (!product) throw new NotFoundError(`${entityRef} is no product here`);
    await this.#check(entityRef, body, caller);
    const id = randomUUID();
    const at = now().toISOString();
    await db.transaction(async trx => {
      const store = new TreatmentStore(trx);
      await requireFitting(store, entityRef, id, body);
      await store.insert({
        id,
        product_ref: entityRef,
        ...rowOf(body),
        withdrawn: false,
        created_by: caller.actor,
        created_at: at,
        updated_at: at,
        revision: 1,
      });
      await store.replaceParts(id, effectsOf(id, body), linksOf(id, body));
    });
    return { id };
  };

  /** @throws NotFoundError, InputError, ConflictError */
  updateOption = async (
    { id, body }: Input<'updateOption'>,
    caller: Caller,
  ) => {
    const { db, now } = this.#options;
    const stored = await db<DbTreatmentOptionRow>('treatment_option')
      .where({ id })
      .first();
    if (!stored) throw new NotFoundError(`Option ${id} is unknown`);
    await this.#check(stored.product_ref, body, caller);
    await db.transaction(async trx => {
      const store = new TreatmentStore(trx);
      const row = await store.lock(id);
      if (!row) throw new NotFoundError(`Option ${id} is unknown`);
      requireRevision(row, body.revision);
      await requireFitting(store, row.product_ref, id, body);
      await store.update(id, {
        ...rowOf(body),
        withdrawn: body.withdrawn,
        updated_at: now().toISOString(),
        revision: row.revision + 1,
      });
      await store.replaceParts(id, effectsOf(id, body), linksOf(id, body));
    });
    return { id };
  };

  async #check(productRef: string, body: OptionInput, caller: Caller) {
    const { db, belongings } = this.#options;
    const riskIds = body.effects.map(({ riskId }) => riskId);
    const twice = riskIds.find((id, index) => riskIds.indexOf(id) !== index);
    if (twice) {
      throw new InputError(`body.effects: risk ${twice} is named twice`);
    }
    await belongings.requireRisks(
      db,
      { productRef, riskIds, path: 'body.effects' },
      caller,
    );
    if (body.sessionId !== undefined) {
      const session = await new SessionStore(db).find(body.sessionId);
      if (session?.product_ref !== productRef) {
        throw new InputError(
          `body.sessionId: ${body.sessionId} is no session of ${productRef}`,
        );
      }
    }
  }
}

/**
 * @throws InputError when an option refers to what is none of its product, to
 * itself, to the same one as excluded and needed, or when needs go in a circle
 */
async function requireFitting(
  store: TreatmentStore,
  productRef: string,
  id: string,
  body: OptionInput,
): Promise<void> {
  const { options, links } = await store.ofProduct(productRef);
  const known = new Set(options.map(option => option.id));
  for (const [name, ids] of Object.entries({
    excludes: body.excludes,
    needs: body.needs,
  })) {
    const wrong = ids.find(other => other === id || !known.has(other));
    if (wrong) {
      throw new InputError(
        `body.${name}: ${wrong} is no other option of ${productRef}`,
      );
    }
  }
  const both = body.needs.find(other => body.excludes.includes(other));
  if (both) {
    throw new InputError(
      `body.needs: ${both} is needed and excluded, so it could never be chosen`,
    );
  }
  const needs = [
    ...links.filter(link => link.kind === 'needs' && link.option_id !== id),
    ...linksOf(id, { ...body, excludes: [] }),
  ];
  try {
    requireNeedsWithoutCircle(needs);
  } catch (error) {
    if (error instanceof RiskModelError) {
      throw new InputError(`body.needs: options ${error.message}`);
    }
    throw error;
  }
}
