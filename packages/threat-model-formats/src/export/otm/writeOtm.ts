import { readThreatWord } from '../../formats/otm/states';
import {
  Finding,
  FindingMitigation,
  ModelElement,
  ThreatModel,
} from '../../model';
import { fingerprint } from '../../reading/keys';
import { percentageOf } from '../../reading/percentage';
import { groupBy, stated, uniqueIds, Written } from '../writing';
import { mitigationStates, notReviewedState, threatStates } from './states';

const definitionOf = ({ definitionKey, key }: Finding) => definitionKey ?? key;

/** The words of the source where they mean the same, else ours. */
function stateOf(finding: Finding): string {
  const { status, statusRaw, reviewed } = finding;
  if (!reviewed) {
    return notReviewedState;
  }
  const read = readThreatWord(statusRaw ?? '') ?? 'unknown';
  return statusRaw !== undefined &&
    read === status &&
    statusRaw !== notReviewedState
    ? statusRaw
    : threatStates[status];
}

/** Writes one model; its parts refer to each other by ids. */
class OtmWriter {
  private readonly mitigationIds: Map<
    ThreatModel['mitigations'][number],
    string
  >;
  private readonly mitigationIdByKey: Map<string, string>;
  /** Representative finding of each definition, by the definition's key. */
  private readonly definitions = new Map<string, Finding>();
  private readonly definitionIds: Map<Finding, string>;
  private readonly elementsById: Map<string, ModelElement>;
  private readonly findingsByElement: Map<string | undefined, Finding[]>;

  constructor(private readonly model: ThreatModel) {
    this.findingsByElement = groupBy(
      model.findings,
      ({ elementIds }) => elementIds[0],
    );
    this.elementsById = new Map(model.elements.map(item => [item.id, item]));
    this.mitigationIds = uniqueIds(
      model.mitigations,
      ({ sourceId }) => sourceId,
      ({ key }) => key,
    );
    this.mitigationIdByKey = new Map(
      [...this.mitigationIds].map(([{ key }, id]) => [key, id]),
    );
    for (const finding of model.findings) {
      const key = definitionOf(finding);
      if (!this.definitions.has(key)) {
        this.definitions.set(key, finding);
      }
    }
    this.definitionIds = uniqueIds(
      [...this.definitions.values()],
      ({ sourceId }) => sourceId,
      finding => definitionOf(finding),
    );
  }

  write(): Written {
    const { model } = this;
    const ofKind = (...kinds: ModelElement['kind'][]) =>
      model.elements.filter(({ kind }) => kinds.includes(kind));
    return {
      otmVersion: '0.2.0',
      project: stated({
        name: model.title,
        id: model.id ?? fingerprint(model.title),
        description: model.description,
        owner: model.owner,
        attributes: model.updatedAt && { updatedAt: model.updatedAt },
      }),
      ...stated({
        representations: model.diagrams.map(({ id, title }) => ({
          name: title,
          id,
          type: 'diagram',
        })),
      }),
      assets: ofKind('asset').map(item => ({
        ...this.element(item),
        risk: {
          confidentiality: 0,
          integrity: 0,
          availability: 0,
          comment: 'Not stated by the source of this file.',
        },
      })),
      trustZones: ofKind('boundary').map(item => ({
        ...this.element(item),
        // The format wants a number; the least trust promises nothing.
        risk: { trustRating: 0 },
        ...this.parent(item),
      })),
      components: ofKind('process', 'datastore', 'actor', 'node').map(item => ({
        ...this.element(item),
        type: item.kind === 'node' ? 'component' : item.kind,
        ...this.parent(item),
        ...stated({ threats: this.instances(item) }),
      })),
      dataflows: ofKind('flow').map(item => ({
        ...this.element(item),
        ...stated({ source: item.sourceId, destination: item.targetId }),
        bidirectional: item.bidirectional ?? false,
        ...stated({ threats: this.instances(item) }),
      })),
      threats: [...this.definitionIds].map(([finding, id]) =>
        this.definition(finding, id),
      ),
      mitigations: this.mitigations(),
    };
  }

  private element(item: ModelElement): Written {
    return stated({
      id: item.id,
      name: item.name,
      description: item.description,
      tags: item.tags,
      representations:
        item.diagramId === undefined
          ? undefined
          : [{ representation: item.diagramId, id: item.id }],
      attributes: item.entityRef && {
        'backstage.io/entity-ref': item.entityRef,
      },
    });
  }

  private parent(item: ModelElement): Written {
    if (item.parentId === undefined) {
      return {};
    }
    const isZone = this.elementsById.get(item.parentId)?.kind === 'boundary';
    return {
      parent: { [isZone ? 'trustZone' : 'component']: item.parentId },
    };
  }

  private instances(item: ModelElement): Written[] {
    return (this.findingsByElement.get(item.id) ?? []).map(finding => ({
      threat: this.definitionIds.get(
        this.definitions.get(definitionOf(finding)) ?? finding,
      ),
      state: stateOf(finding),
      ...stated({ mitigations: finding.mitigations.map(use => this.use(use)) }),
    }));
  }

  private use({
    mitigationKey,
    status,
    statusRaw,
  }: FindingMitigation): Written {
    return {
      mitigation: this.mitigationIdByKey.get(mitigationKey),
      state:
        status === 'unknown' && statusRaw
          ? statusRaw
          : mitigationStates[status],
    };
  }

  private definition(finding: Finding, id: string): Written {
    const cwes = finding.categories.filter(
      ({ taxonomy }) => taxonomy === 'CWE',
    );
    const others = finding.categories.filter(
      ({ taxonomy }) => taxonomy !== 'CWE',
    );
    return {
      ...stated({ id, name: finding.title, description: finding.description }),
      ...stated({
        categories: others.map(category => category.id),
        cwes: cwes.map(category => category.id),
        tags: finding.tags,
      }),
      risk: {
        likelihood:
          finding.likelihoodRaw === undefined
            ? null
            : Number(finding.likelihoodRaw),
        impact: Number(finding.impactRaw),
      },
    };
  }

  private mitigations(): Written[] {
    const effects = new Map(
      this.model.findings
        .flatMap(({ mitigations }) => mitigations)
        .map(use => [use.mitigationKey, use.riskReduction]),
    );
    return [...this.mitigationIds].map(([mitigation, id]) => {
      const effect = effects.get(mitigation.key);
      return stated({
        id,
        name: mitigation.title,
        description: mitigation.description,
        riskReduction: effect === undefined ? undefined : percentageOf(effect),
      });
    });
  }
}

/** The model as an Open Threat Model, indented by two spaces. */
export function writeOtm(model: ThreatModel): string {
  return `${JSON.stringify(new OtmWriter(model).write(), null, 2)}\n`;
}
