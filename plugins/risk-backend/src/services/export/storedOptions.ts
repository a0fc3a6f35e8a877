import { MICRO_PER_ONE } from '@product-risk/risk-model';
import {
  TreatmentEffect,
  TreatmentOption,
} from '@product-risk/threat-model-formats';
import { toInteger } from '../../database/tables';
import {
  DbOptionEffectRow,
  DbTreatmentOptionRow,
} from '../../database/treatmentTables';
import { groupBy } from '../groupBy';
import { fromTheModel, likelihoodRemovedBy } from '../ingest/incomingOptions';
import { ExportedFinding, StoredModelRows } from './exportQueries';
import { keyWithinModel } from './keyWithinModel';

const CENTI_PER_UNIT = 100;

/** In the unit of cost; nothing where it costs nothing. */
const costOf = (centi: number | string) =>
  toInteger(centi) / CENTI_PER_UNIT || undefined;

/**
 * The key of an option in the file: its own in the file it came from, its id
 * for one that people wrote, and none for one of another file.
 */
function keyOf(
  { id, source_id, origin_key }: DbTreatmentOptionRow,
  { model }: Pick<StoredModelRows, 'model'>,
): string | undefined {
  if (source_id === null) return id;
  return source_id === model.source_id &&
    origin_key?.startsWith(`${model.model_key}/`)
    ? keyWithinModel(origin_key, model.model_key)
    : undefined;
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) =>
  a < b ? -1 : 1;

/** What a file need not say is not said. */
function effectOn(
  findingKey: string,
  { effect_likelihood_micro, effect_impact_micro }: DbOptionEffectRow,
  kind: TreatmentOption['kind'],
): TreatmentEffect {
  const isImplied =
    effect_likelihood_micro === likelihoodRemovedBy(kind) &&
    effect_impact_micro === 0;
  return isImplied
    ? { findingKey }
    : {
        findingKey,
        likelihoodReduction: effect_likelihood_micro / MICRO_PER_ONE,
        impactReduction: effect_impact_micro / MICRO_PER_ONE,
      };
}

/** One finding of each risk first: an import reads a bounded number of them. */
function effectsOf(
  effects: readonly DbOptionEffectRow[],
  kind: TreatmentOption['kind'],
  findingsOf: ReadonlyMap<string, ExportedFinding[]>,
  keyOfFinding: (finding: ExportedFinding) => string,
): TreatmentEffect[] {
  return effects
    .flatMap(effect =>
      (findingsOf.get(effect.risk_id) ?? []).map((finding, ordinal) => ({
        ordinal,
        effect: effectOn(keyOfFinding(finding), effect, kind),
      })),
    )
    .sort((a, b) => a.ordinal - b.ordinal)
    .map(({ effect }) => effect);
}

/**
 * The explored options for the risks of a model: what its file stated, as
 * people left it, and what people wrote. One that treats risks of several
 * products is stored once for each and is one option again.
 */
export function storedOptions({
  model,
  findings,
  options: { options, effects, links },
}: Pick<StoredModelRows, 'model' | 'findings' | 'options'>): TreatmentOption[] {
  const findingsOf = groupBy(
    findings.filter(({ risk_id }) => risk_id !== null),
    ({ risk_id }) => risk_id ?? '',
  );
  const effectsByOption = groupBy(effects, ({ option_id }) => option_id);
  const keys = new Map(
    options.flatMap(row => {
      const key = keyOf(row, { model });
      return key === undefined ? [] : [[row.id, key] as const];
    }),
  );
  const rowsByKey = groupBy(
    options.filter(({ id }) => keys.has(id)),
    ({ id }) => keys.get(id) ?? '',
  );
  return [...rowsByKey].sort(byKey).map(([key, rows]): TreatmentOption => {
    const [row] = rows;
    const ids = new Set(rows.map(({ id }) => id));
    const linked = (kind: 'needs' | 'excludes') => [
      ...new Set(
        links
          .filter(link => link.kind === kind && ids.has(link.option_id))
          .flatMap(({ other_id }) => keys.get(other_id) ?? []),
      ),
    ];
    return {
      key,
      kind: row.kind,
      title: row.title,
      description: fromTheModel(model.title).removeFrom(row.evidence),
      effects: effectsOf(
        rows.flatMap(({ id }) => effectsByOption.get(id) ?? []),
        row.kind,
        findingsOf,
        finding => keyWithinModel(finding.key, model.model_key),
      ),
      costOnce: costOf(row.cost_once),
      costPerYear: costOf(row.cost_yearly),
      leadTimeDays: row.lead_days ?? undefined,
      constraints: row.constraints.split('\n').filter(line => line !== ''),
      needs: linked('needs'),
      excludes: linked('excludes'),
    };
  });
}
