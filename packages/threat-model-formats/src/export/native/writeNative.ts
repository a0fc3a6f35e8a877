import { stringify } from 'yaml';
import { printCategory } from '../../formats/native/categories';
import {
  nativeSchemaUrl,
  nativeVersion,
} from '../../formats/native/vocabulary';
import {
  Finding,
  FindingMitigation,
  Mitigation,
  ModelElement,
  ScanSubject,
  StatedRating,
  ThreatModel,
  TreatmentOption,
} from '../../model';
import { joinKey } from '../../reading/keys';
import { fractionOf, percentageOf } from '../../reading/percentage';
import { otherWord } from '../../reading/words';
import { stated as written, uniqueIds, Written } from '../writing';

/** Leaves out what is not said, and a flag that is not set. */
const stated = (members: Written): Written =>
  written(
    Object.fromEntries(
      Object.entries(members).filter(([, value]) => value !== false),
    ),
  );

const orUndefined = (members: Written): Written | undefined =>
  Object.keys(members).length > 0 ? members : undefined;

/** One item as itself, several as a list. */
const oneOrList = <T>(items: T[]): T | T[] =>
  items.length === 1 ? items[0] : items;

/** `60%` where that is exact, else the number itself. */
function fraction(value: number | undefined): string | number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const percentage = percentageOf(value);
  // Very small numbers print with an exponent, which is no percentage.
  return fractionOf(percentage) === value && /^[\d.]+$/.test(`${percentage}`)
    ? `${percentage}%`
    : value;
}

function element(item: ModelElement): Written {
  const isFlow = item.kind === 'flow';
  return stated({
    id: item.id,
    name: item.name,
    kind: isFlow || item.kind === 'node' ? undefined : item.kind,
    from: item.sourceId,
    to: item.targetId,
    bidirectional: item.bidirectional,
    description: item.description,
    parent: item.parentId,
    entity: item.entityRef,
    repositories: oneOrList(item.repoUrls ?? []),
    paths: oneOrList(item.sourcePaths ?? []),
    purl: item.purl,
    outOfScope: item.outOfScope,
    owner: item.owner,
    tags: item.tags,
    diagram: item.diagramId,
  });
}

function rating(given: StatedRating | undefined): Written | undefined {
  if (given?.unit === 'steps') {
    return { likelihood: given.likelihood, impact: given.impact };
  }
  return (
    given && {
      probability:
        typeof given.probability === 'number'
          ? fraction(given.probability)
          : {
              low: fraction(given.probability.low),
              high: fraction(given.probability.high),
            },
      impactPoints: given.impactPoints,
    }
  );
}

const scan = (given: ScanSubject | undefined): Written | undefined =>
  given &&
  stated({
    rule: given.rule,
    vulnerability: given.vulnerability,
    aliases: oneOrList(given.aliases),
    package: given.package,
  });

function mitigationUse(
  use: FindingMitigation,
  definitions: ReadonlyMap<string, Mitigation>,
): string | Written {
  const sameState = definitions.get(use.mitigationKey)?.status === use.status;
  const members = stated({
    state: sameState ? undefined : use.status,
    effect: fraction(use.riskReduction),
    originalState: otherWord(use.statusRaw, use.status),
  });
  return Object.keys(members).length === 0
    ? use.mitigationKey
    : { mitigation: use.mitigationKey, ...members };
}

function threat(
  finding: Finding,
  id: string,
  definitions: ReadonlyMap<string, Mitigation>,
): Written {
  const [owner, ...concerns] = finding.elementIds;
  const { acceptanceRequest: acceptance } = finding;
  return {
    ...stated({ id, title: finding.title }),
    ...stated({
      on: owner,
      concerns: oneOrList(concerns),
      severity:
        finding.severity === 'unknown' && !finding.rating
          ? undefined
          : finding.severity,
      rating: rating(finding.rating),
      score: finding.score,
      status: finding.status,
      reason: finding.statusReason,
      description: finding.description,
      categories: finding.categories.map(printCategory),
      mitigations: finding.mitigations.map(use =>
        mitigationUse(use, definitions),
      ),
      acceptance:
        acceptance &&
        stated({ reason: acceptance.reason, until: acceptance.until }),
      advice: finding.advice,
      ticket: finding.ticket,
      tags: finding.tags,
      scan: scan(finding.scan),
      definition:
        finding.definitionKey === id ? undefined : finding.definitionKey,
      key: finding.key === joinKey(id, owner ?? '') ? undefined : finding.key,
      original: orUndefined(
        stated({
          id: finding.sourceId === id ? undefined : finding.sourceId,
          severity: otherWord(finding.severityRaw, finding.severity),
          likelihood: finding.likelihoodRaw,
          impact: finding.impactRaw,
          status: otherWord(finding.statusRaw, finding.status),
        }),
      ),
    }),
    ...(finding.reviewed ? {} : { reviewed: false }),
  };
}

function option(
  given: TreatmentOption,
  idsByKey: ReadonlyMap<string, string>,
): Written {
  const treats = given.effects.map(effect => {
    const id = idsByKey.get(effect.findingKey);
    const members = stated({
      likelihood: fraction(effect.likelihoodReduction),
      impact: fraction(effect.impactReduction),
    });
    return Object.keys(members).length === 0 ? id : { threat: id, ...members };
  });
  return stated({
    id: given.key,
    kind: given.kind,
    title: given.title,
    description: given.description,
    treats: oneOrList(treats),
    cost: orUndefined(
      stated({ once: given.costOnce, perYear: given.costPerYear }),
    ),
    leadTimeDays: given.leadTimeDays,
    constraints: oneOrList(given.constraints),
    needs: oneOrList(given.needs),
    excludes: oneOrList(given.excludes),
  });
}

/** The model as a value of the format, keys in the order people read them. */
export function nativeValue(model: ThreatModel): Written {
  const ids = uniqueIds(
    model.findings,
    ({ sourceId }) => sourceId,
    ({ key }) => key,
  );
  const idsByKey = new Map([...ids].map(([{ key }, id]) => [key, id]));
  const definitions = new Map(
    model.mitigations.map(mitigation => [mitigation.key, mitigation]),
  );
  const isFlow = ({ kind }: ModelElement) => kind === 'flow';
  return {
    productRisk: nativeVersion,
    ...stated({
      kind: model.kind === 'scan' ? model.kind : undefined,
      id: model.id,
      title: model.title,
      description: model.description,
      owner: model.owner,
      authors: model.authors,
      reviewer: model.reviewer,
      businessCriticality: model.businessCriticality,
      updated: model.updatedAt,
      diagrams: model.diagrams.map(({ id, title }) => ({ id, title })),
      elements: model.elements.filter(item => !isFlow(item)).map(element),
      flows: model.elements.filter(isFlow).map(element),
      threats: [...ids].map(([finding, id]) =>
        threat(finding, id, definitions),
      ),
      mitigations: model.mitigations.map(mitigation =>
        stated({
          id: mitigation.key,
          title: mitigation.title,
          description: mitigation.description,
          owner: mitigation.owner,
          state: mitigation.status,
          originalId:
            mitigation.sourceId === mitigation.key
              ? undefined
              : mitigation.sourceId,
        }),
      ),
      options: (model.treatmentOptions ?? []).map(given =>
        option(given, idsByKey),
      ),
    }),
  };
}

/** The model as `product-risk.yaml`, with its schema named for editors. */
export function writeNative(model: ThreatModel): string {
  return `# yaml-language-server: $schema=${nativeSchemaUrl}\n${stringify(
    nativeValue(model),
    { lineWidth: 80, aliasDuplicateObjects: false },
  )}`;
}
