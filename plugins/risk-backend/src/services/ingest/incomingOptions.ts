import {
  ThreatModel,
  TreatmentEffect,
  TreatmentKind,
  TreatmentOption,
} from '@product-risk/threat-model-formats';
import { MICRO_PER_ONE } from '@product-risk/risk-model';
import { DbTreatmentOptionRow } from '../../database/treatmentTables';
import { plainText, shortKey } from './text';

/** What an option does to the risk of one finding of its source. */
export interface IncomingEffect {
  findingKey: string;
  effect_likelihood_micro: number;
  effect_impact_micro: number;
}

/** A way to treat risks as its file states it. */
export interface IncomingOption
  extends Pick<
    DbTreatmentOptionRow,
    | 'kind'
    | 'title'
    | 'constraints'
    | 'evidence'
    | 'cost_once'
    | 'cost_yearly'
    | 'lead_days'
  > {
  /** Unique within its source. */
  key: string;
  effects: IncomingEffect[];
  /** Keys of other options of the source. */
  needs: string[];
  excludes: string[];
}

/** As the portal takes it from people, too. */
const MAX_COST = 1e13;
const MAX_LEAD_DAYS = 3_660;
const MAX_WORDS = 4_000;
const MAX_EFFECTS = 100;

/** In 1/100 of the unit of cost. */
const cost = (amount: number = 0) =>
  Math.min(MAX_COST, Math.round(amount * 100));

const micro = (fraction: number) => Math.round(fraction * MICRO_PER_ONE);

/** What is avoided does not happen; of any other kind the file has to say how much it removes. */
export const likelihoodRemovedBy = (kind: TreatmentKind) =>
  kind === 'avoid' ? MICRO_PER_ONE : 0;

function effectOf(
  { likelihoodReduction, impactReduction }: TreatmentEffect,
  kind: TreatmentKind,
): Omit<IncomingEffect, 'findingKey'> {
  return {
    effect_likelihood_micro:
      likelihoodReduction === undefined && impactReduction === undefined
        ? likelihoodRemovedBy(kind)
        : micro(likelihoodReduction ?? 0),
    effect_impact_micro: micro(impactReduction ?? 0),
  };
}

/** The line that says which model an option came from, last of its evidence. */
export const fromTheModel = (title: string) => {
  const sentence = `From the threat model "${title}".`;
  return {
    sentence,
    /** What was there before the line. */
    removeFrom: (evidence: string) =>
      evidence.endsWith(sentence)
        ? evidence.slice(0, -sentence.length).trimEnd()
        : evidence,
  };
};

/** The treatment options of a model; only formats that can state them have any. */
export function incomingOptions(
  model: ThreatModel,
  modelKey: string,
  keyInSource: (findingKey: string) => string | undefined,
): IncomingOption[] {
  const keyOf = (key: string) => shortKey(`${modelKey}/${key}`, 512);
  const words = (parts: string[]) =>
    plainText(parts.filter(part => part !== '').join('\n'), MAX_WORDS);
  return (model.treatmentOptions ?? []).map(
    (option: TreatmentOption): IncomingOption => ({
      key: keyOf(option.key),
      kind: option.kind,
      title: plainText(option.title, 255),
      constraints: words(option.constraints),
      evidence: words([option.description, fromTheModel(model.title).sentence]),
      cost_once: cost(option.costOnce),
      cost_yearly: cost(option.costPerYear),
      lead_days:
        option.leadTimeDays === undefined
          ? null
          : Math.min(MAX_LEAD_DAYS, option.leadTimeDays),
      effects: option.effects.slice(0, MAX_EFFECTS).flatMap(effect => {
        const findingKey = keyInSource(effect.findingKey);
        return findingKey === undefined
          ? []
          : [{ findingKey, ...effectOf(effect, option.kind) }];
      }),
      needs: option.needs.map(keyOf).sort(),
      excludes: option.excludes.map(keyOf).sort(),
    }),
  );
}
