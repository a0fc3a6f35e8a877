import {
  isReasoned,
  mitigationOfText,
  statusOfText,
} from '../../formats/threatDragon/readThreat';
import { Finding, FindingMitigation, Mitigation } from '../../model';
import { plainText } from '../../reading/plainText';
import { Reduction } from '../target';

const stateWord = (status: string) => status.replace(/_/g, ' ');

function textOf(
  finding: Finding,
  definitions: ReadonlyMap<string, Mitigation>,
): string {
  const expected = statusOfText(finding.status);
  const texts = finding.mitigations.map(({ mitigationKey, status }) => {
    const { title = mitigationKey, description = '' } =
      definitions.get(mitigationKey) ?? {};
    const text = description.startsWith(title)
      ? description
      : `${title}\n${description}`.trim();
    return status === expected ? text : `${text} (${stateWord(status)})`;
  });
  const reason = finding.statusReason;
  return plainText(
    [...(reason && !texts.includes(reason) ? [reason] : []), ...texts].join(
      '\n',
    ),
  );
}

interface Held {
  finding: Finding;
  mitigation?: Mitigation;
}

function hold(
  finding: Finding,
  definitions: ReadonlyMap<string, Mitigation>,
): Held & { isSame: boolean } {
  const text = textOf(finding, definitions);
  const mitigation = text
    ? mitigationOfText(finding.key, text, finding.status)
    : undefined;
  const uses: FindingMitigation[] = mitigation
    ? [{ mitigationKey: mitigation.key, status: mitigation.status }]
    : [];
  const statusReason = text && isReasoned(finding.status) ? text : undefined;

  const [use, ...more] = finding.mitigations;
  const definition = use && definitions.get(use.mitigationKey);
  const isSame =
    more.length === 0 &&
    finding.statusReason === statusReason &&
    use?.status === mitigation?.status &&
    use?.riskReduction === undefined &&
    definition?.title === mitigation?.title &&
    definition?.description === mitigation?.description &&
    definition?.status === mitigation?.status;
  return {
    finding: { ...finding, statusReason, mitigations: uses },
    mitigation,
    isSame,
  };
}

/** A threat has one text for everything that was done or decided about it. */
export const mitigationTexts: Reduction = {
  code: 'mitigation-texts',
  message:
    'Mitigations as things of their own, with states and effects, shared by threats, and reasons beside them: each threat keeps one text.',
  reduce: model => {
    const definitions = new Map(
      model.mitigations.map(mitigation => [mitigation.key, mitigation]),
    );
    const held = model.findings.map(finding => hold(finding, definitions));
    const mitigations = held.flatMap(({ mitigation }) => mitigation ?? []);
    const isSame =
      held.every(item => item.isSame) &&
      mitigations.length === model.mitigations.length;
    return isSame
      ? model
      : {
          ...model,
          findings: held.map(({ finding }) => finding),
          mitigations,
        };
  },
};
