import { randomUUID } from 'crypto';
import { Knex } from 'knex';
import { selectInChunks } from '../../database/batches';
import { StoredOptions, TreatmentStore } from '../../database/TreatmentStore';
import {
  DbOptionEffectRow,
  DbOptionLinkRow,
  DbTreatmentOptionRow,
} from '../../database/treatmentTables';
import { toBoolean } from '../../database/tables';
import { groupBy } from '../groupBy';
import { IncomingOption } from '../ingest/incomingOptions';
import { sha256 } from '../ingest/text';
import { canBeChosen } from './optionNeeds';

interface FileOptionsContext {
  sourceId: string;
  actor: string;
  at: string;
}

type Effect = Omit<DbOptionEffectRow, 'option_id'>;

/** An option of a file for one of the products whose risks it treats. */
interface Stated {
  productRef: string;
  option: IncomingOption;
  effects: Effect[];
}

/** An option of a file, as it is or will be stored. */
interface Settled extends Stated {
  id: string;
  /** False when people made something else of it: the file does not touch it. */
  isOfFile: boolean;
}

/**
 * Several findings of one risk may state different effects on it: the least
 * counts, because what is not treated at one place is still there.
 */
function leastByRisk(effects: readonly Effect[]): Effect[] {
  const least = new Map<string, Effect>();
  for (const effect of effects) {
    const before = least.get(effect.risk_id) ?? effect;
    least.set(effect.risk_id, {
      risk_id: effect.risk_id,
      effect_likelihood_micro: Math.min(
        before.effect_likelihood_micro,
        effect.effect_likelihood_micro,
      ),
      effect_impact_micro: Math.min(
        before.effect_impact_micro,
        effect.effect_impact_micro,
      ),
    });
  }
  return [...least.values()].sort((a, b) => (a.risk_id < b.risk_id ? -1 : 1));
}

/** Options by the products whose risks they treat. Without a risk there is nothing to treat. */
async function statedOptions(
  trx: Knex.Transaction,
  options: readonly IncomingOption[],
  sourceId: string,
): Promise<Stated[]> {
  if (options.length === 0) return [];
  const rows: { key: string; risk_id: string; product_ref: string }[] =
    await trx({ f: 'finding' })
      .join({ rf: 'risk_finding' }, 'rf.finding_id', 'f.id')
      .join({ r: 'risk' }, 'r.id', 'rf.risk_id')
      .where('f.source_id', sourceId)
      .whereNull('f.absent_since')
      .whereNot('r.product_ref', '')
      .select('f.key', 'rf.risk_id', 'r.product_ref');
  const risks = new Map(rows.map(row => [row.key, row]));
  return options.flatMap(option => {
    const effects = option.effects.flatMap(({ findingKey, ...effect }) => {
      const risk = risks.get(findingKey);
      return risk ? [{ risk, effect }] : [];
    });
    const byProduct = groupBy(effects, ({ risk }) => risk.product_ref);
    return [...byProduct].map(([productRef, ofProduct]) => ({
      productRef,
      option,
      effects: leastByRisk(
        ofProduct.map(({ risk, effect }) => ({
          risk_id: risk.risk_id,
          ...effect,
        })),
      ),
    }));
  });
}

const PERSONS_OPTION =
  /\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/**
 * Options of people that the file repeats, by the key it has for them: a model
 * that was taken out of here names them by their ids. They stay what people
 * made of them.
 */
async function optionsOfPeople(
  trx: Knex.Transaction,
  options: readonly IncomingOption[],
): Promise<Map<string, string>> {
  const keys = new Map(
    options.flatMap(({ key }) => {
      const [, id] = PERSONS_OPTION.exec(key) ?? [];
      return id === undefined ? [] : [[id, key] as const];
    }),
  );
  const rows = await selectInChunks(keys.keys(), chunk =>
    trx<DbTreatmentOptionRow>('treatment_option')
      .whereIn('id', chunk)
      .whereNull('source_id')
      .select('id'),
  );
  return new Map(rows.map(({ id }) => [keys.get(id) ?? '', id]));
}

const identity = (productRef: string, key: string | null) =>
  JSON.stringify([productRef, key]);

const isUntouched = ({ revision, origin_revision }: DbTreatmentOptionRow) =>
  revision === origin_revision;

const columnsOf = ({ option }: Stated) => ({
  kind: option.kind,
  title: option.title,
  constraints: option.constraints,
  evidence: option.evidence,
  cost_once: option.cost_once,
  cost_yearly: option.cost_yearly,
  lead_days: option.lead_days,
});

const hashOf = (stated: Stated) => {
  const { needs, excludes } = stated.option;
  return sha256(
    JSON.stringify([columnsOf(stated), stated.effects, needs, excludes]),
  );
};

/** Writes one option where the file has something else to say than before. */
async function write(
  store: TreatmentStore,
  stated: Settled,
  before: DbTreatmentOptionRow | undefined,
  { sourceId, actor, at }: FileOptionsContext,
): Promise<boolean> {
  const origin_hash = hashOf(stated);
  if (!before) {
    await store.insert({
      id: stated.id,
      product_ref: stated.productRef,
      session_id: null,
      ...columnsOf(stated),
      withdrawn: false,
      created_by: actor,
      created_at: at,
      updated_at: at,
      revision: 1,
      source_id: sourceId,
      origin_key: stated.option.key,
      origin_revision: 1,
      origin_hash,
    });
    return true;
  }
  if (
    !stated.isOfFile ||
    (before.origin_hash === origin_hash && !toBoolean(before.withdrawn))
  ) {
    return false;
  }
  const revision = before.revision + 1;
  await store.update(before.id, {
    ...columnsOf(stated),
    withdrawn: false,
    updated_at: at,
    revision,
    origin_revision: revision,
    origin_hash,
  });
  return true;
}

/**
 * Links among the options of the file. What could never be chosen, because
 * options need each other in a circle or need what they exclude, is left out.
 */
function linksOf(
  { id, productRef, option }: Settled,
  idOf: (productRef: string, key: string) => string | undefined,
  stored: StoredOptions,
): DbOptionLinkRow[] {
  const others = (keys: readonly string[]) =>
    [...new Set(keys.flatMap(key => idOf(productRef, key) ?? []))].filter(
      other => other !== id,
    );
  const excludes = others(option.excludes);
  const needs = others(option.needs).filter(other => !excludes.includes(other));
  const elsewhere = stored.links.filter(
    link => link.kind === 'needs' && link.option_id !== id,
  );
  const links = needs.map(
    (other_id): DbOptionLinkRow => ({ kind: 'needs', option_id: id, other_id }),
  );
  return [
    ...(canBeChosen([...elsewhere, ...links]) ? links : []),
    ...excludes.map(
      (other_id): DbOptionLinkRow => ({
        kind: 'excludes',
        option_id: id,
        other_id,
      }),
    ),
  ];
}

/**
 * Brings the treatment options of a source in line with its file, within the
 * caller's transaction. Doing it twice changes nothing. An option that people
 * changed is theirs from then on; one that the file does not name any more, and
 * nobody changed, is withdrawn.
 */
export async function settleFileOptions(
  trx: Knex.Transaction,
  options: readonly IncomingOption[],
  context: FileOptionsContext,
): Promise<void> {
  const store = new TreatmentStore(trx);
  const rows = await store.lockOfSource(context.sourceId);
  if (options.length === 0 && rows.length === 0) return;

  const before = new Map(
    rows.map(row => [identity(row.product_ref, row.origin_key), row]),
  );
  const settled = new Map<string, Settled>();
  const ofPeople = await optionsOfPeople(trx, options);
  const ofFile = options.filter(({ key }) => !ofPeople.has(key));
  for (const stated of await statedOptions(trx, ofFile, context.sourceId)) {
    const key = identity(stated.productRef, stated.option.key);
    const row = before.get(key);
    settled.set(key, {
      ...stated,
      id: row?.id ?? randomUUID(),
      isOfFile: !row || isUntouched(row),
    });
  }
  const written: Settled[] = [];
  for (const [key, stated] of settled) {
    if (await write(store, stated, before.get(key), context)) {
      written.push(stated);
    }
  }
  for (const stated of written) {
    const { id, effects, productRef } = stated;
    await store.replaceParts(
      id,
      effects.map(effect => ({ option_id: id, ...effect })),
      linksOf(
        stated,
        (product, key) =>
          settled.get(identity(product, key))?.id ?? ofPeople.get(key),
        await store.ofProduct(productRef),
      ),
    );
  }
  for (const [key, row] of before) {
    if (!settled.has(key) && isUntouched(row) && !toBoolean(row.withdrawn)) {
      await store.update(row.id, {
        withdrawn: true,
        updated_at: context.at,
        revision: row.revision + 1,
        origin_revision: row.revision + 1,
      });
    }
  }
}
