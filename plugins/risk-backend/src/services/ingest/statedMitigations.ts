import { MICRO_PER_ONE } from '@product-risk/risk-model';
import {
  Finding,
  MitigationStatus,
  ThreatModel,
} from '@product-risk/threat-model-formats';
import { DbMitigationRow } from '../../database/tables';
import { plainText, shortKey } from './text';

/** A mitigation of one finding as its file states it. */
export type StatedMitigation = Pick<
  DbMitigationRow,
  | 'key'
  | 'title'
  | 'description'
  | 'stated'
  | 'status_raw'
  | 'effect_likelihood_micro'
  | 'effect_impact_micro'
> & { state: Exclude<DbMitigationRow['state'], 'verified'> };

/** Key of the mitigation that carries a bare "mitigated"; no file uses it. */
export const STATED_AS_MITIGATED = '#stated';

const states: Record<MitigationStatus, StatedMitigation['state']> = {
  proposed: 'planned',
  planned: 'planned',
  in_progress: 'planned',
  // A file can only claim; verified is what a person attached evidence to.
  implemented: 'claimed',
  verified: 'claimed',
  rejected: 'none',
  retired: 'none',
  unknown: 'none',
};

export const isMitigationStatus = (word: string): word is MitigationStatus =>
  word in states;

/** What a stored word of a file counts as; nothing when it is not known. */
export const statedState = (word: string): StatedMitigation['state'] =>
  isMitigationStatus(word) ? states[word] : 'none';

/**
 * Part of the likelihood that a mitigation removes, in millionths.
 *
 * The file's own number where it gives one. Else a mitigation removes all of
 * it, with one exception: something in place against a finding that the file
 * still calls open has not removed it.
 */
export function effectMicro(
  riskReduction: number | undefined,
  state: StatedMitigation['state'],
  findingIsMitigated: boolean,
): number {
  if (riskReduction !== undefined) {
    const fraction = Math.min(1, Math.max(0, riskReduction));
    return Math.round(fraction * MICRO_PER_ONE);
  }
  return state === 'claimed' && !findingIsMitigated ? 0 : MICRO_PER_ONE;
}

/**
 * The mitigations of one finding. A finding that its file calls mitigated
 * without naming a mitigation in place gets one that says just that, so that
 * the claim can be seen, discounted and verified like any other.
 *
 * A risk reduction lowers the likelihood: on exposure the effect is the same
 * as on impact, and formats do not tell which one they mean.
 */
export function statedMitigations(
  finding: Finding,
  model: ThreatModel,
  definitions: ReadonlyMap<string, ThreatModel['mitigations'][number]>,
): StatedMitigation[] {
  const isMitigated = finding.status === 'mitigated';
  const byKey = new Map<string, StatedMitigation>();
  for (const mitigation of finding.mitigations) {
    const key = shortKey(mitigation.mitigationKey, 512);
    if (byKey.has(key)) continue;
    const definition = definitions.get(mitigation.mitigationKey);
    const state = states[mitigation.status];
    byKey.set(key, {
      key,
      title: plainText(definition?.title ?? mitigation.mitigationKey),
      description: plainText(definition?.description ?? ''),
      stated: mitigation.status,
      status_raw: mitigation.statusRaw
        ? plainText(mitigation.statusRaw, 255)
        : null,
      state,
      effect_likelihood_micro: effectMicro(
        mitigation.riskReduction,
        state,
        isMitigated,
      ),
      effect_impact_micro: 0,
    });
  }
  const inPlace = [...byKey.values()].some(({ state }) => state === 'claimed');
  if (isMitigated && !inPlace) {
    byKey.set(STATED_AS_MITIGATED, {
      key: STATED_AS_MITIGATED,
      title: 'Stated as mitigated in the file',
      description: `${plainText(
        model.title,
      )} says that this is mitigated and names nothing that is in place.`,
      stated: 'implemented',
      status_raw: finding.statusRaw ? plainText(finding.statusRaw, 255) : null,
      state: 'claimed',
      effect_likelihood_micro: MICRO_PER_ONE,
      effect_impact_micro: 0,
    });
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
