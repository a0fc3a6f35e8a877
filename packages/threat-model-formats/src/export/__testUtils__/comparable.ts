import { Finding, ThreatModel } from '../../model';
import { otherWord } from '../../reading/words';

const withoutAbsent = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value));

const byText = (a: unknown, b: unknown) =>
  JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;

/**
 * What two models have to have in common to say the same: places, warnings and
 * order left out, references by title. With `ids`, what identifies them too.
 */
export function comparable(
  model: ThreatModel,
  options: { ids: boolean },
): unknown {
  const titles = new Map([
    ...model.mitigations.map(({ key, title }) => [key, title] as const),
  ]);
  const findingTitles = new Map(
    model.findings.map(({ key, title }) => [key, title]),
  );
  const instancesOf = (finding: Finding) =>
    finding.definitionKey === undefined
      ? [finding.title]
      : model.findings
          .filter(
            ({ definitionKey }) => definitionKey === finding.definitionKey,
          )
          .map(({ title }) => title)
          .sort();
  return withoutAbsent({
    ...model,
    id: undefined,
    format: undefined,
    formatVersion: undefined,
    warnings: undefined,
    elements: model.elements
      .map(element => ({
        ...element,
        bidirectional: element.bidirectional || undefined,
      }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    findings: model.findings
      .map(finding => ({
        ...finding,
        key: options.ids ? finding.key : undefined,
        sourceId: undefined,
        position: undefined,
        definitionKey: instancesOf(finding),
        severityRaw: options.ids
          ? otherWord(finding.severityRaw, finding.severity)
          : undefined,
        statusRaw: options.ids
          ? otherWord(finding.statusRaw, finding.status)
          : undefined,
        categories: [...finding.categories].sort(byText),
        mitigations: finding.mitigations.map(use => ({
          ...use,
          mitigationKey: titles.get(use.mitigationKey),
          statusRaw: undefined,
        })),
      }))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
    mitigations: model.mitigations
      .map(mitigation => ({
        ...mitigation,
        key: options.ids ? mitigation.key : undefined,
        sourceId: undefined,
      }))
      .sort(byText),
    treatmentOptions: model.treatmentOptions?.length
      ? model.treatmentOptions.map(option => ({
          ...option,
          effects: option.effects.map(effect => ({
            ...effect,
            findingKey: findingTitles.get(effect.findingKey),
          })),
        }))
      : undefined,
  });
}
