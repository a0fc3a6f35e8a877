import { ImportWarning } from '@product-risk/backstage-plugin-risk-common';
import {
  CategoryRef,
  Finding,
  FindingStatus,
  otherWord,
  ScanSubject,
  ThreatModel,
} from '@product-risk/threat-model-formats';
import {
  StoredFindingDetail,
  StoredScanSubject,
} from '../../database/findingDetail';
import {
  DbFindingRow,
  DbModelElementRow,
  DbThreatModelRow,
} from '../../database/tables';
import { MappableEntities } from './elementCandidates';
import { elementRow, modelDetail, uniqueElements } from './incomingElements';
import { mapElement, unknownEntityWarnings } from './mapElements';
import { IncomingOption, incomingOptions } from './incomingOptions';
import { StatedMitigation, statedMitigations } from './statedMitigations';
import { ratingWords } from './ratingWords';
import { reviewGroupOf } from '../promotion/reviewGroup';
import { plainText, sha256, shortKey } from './text';

/** A finding as its file states it, in the shape it is stored in. */
export interface IncomingFinding
  extends Pick<
    DbFindingRow,
    | 'key'
    | 'definition_key'
    | 'native_id'
    | 'entity_ref'
    | 'element_id'
    | 'title'
    | 'description'
    | 'severity'
    | 'severity_raw'
    | 'stated_rating'
    | 'acceptance'
    | 'status_raw'
    | 'status_reason'
    | 'review_group'
    | 'stride'
    | 'categories'
    | 'detail'
    | 'content_hash'
  > {
  model_key: string;
  stated_status: FindingStatus;
  reviewed: boolean;
  mitigations: StatedMitigation[];
}

/** A model as its file states it. */
export interface IncomingModel
  extends Omit<
    DbThreatModelRow,
    'id' | 'source_id' | 'content_changed_at' | 'absent_since'
  > {
  elements: Omit<DbModelElementRow, 'model_id'>[];
}

/** All that a file states, and the warnings about it. */
export interface IncomingDocument {
  models: IncomingModel[];
  findings: IncomingFinding[];
  options: IncomingOption[];
  warnings: ImportWarning[];
}

/** What mapping elements needs to know, by model key where it differs. */
export interface DocumentContext {
  byPerson: ReadonlyMap<string, ReadonlyMap<string, string>>;
  knownRefs: ReadonlySet<string>;
  entities: MappableEntities;
  attachedTo: string | null;
}

const strideLetters: ReadonlyMap<string, string> = new Map([
  ['spoofing', 'S'],
  ['tampering', 'T'],
  ['repudiation', 'R'],
  ['information-disclosure', 'I'],
  ['denial-of-service', 'D'],
  ['elevation-of-privilege', 'E'],
]);
const NOT_AN_ASSESSMENT = 'not-an-assessment';
const UNKNOWN_STATUS = 'unknown-status';

function strideOf(categories: readonly CategoryRef[]): string {
  const ids = new Set(
    categories
      .filter(({ taxonomy }) => taxonomy === 'STRIDE')
      .map(({ id }) => id),
  );
  return [...strideLetters]
    .flatMap(([id, letter]) => (ids.has(id) ? letter : []))
    .join('');
}

const orNull = (text: string | undefined, maxLength?: number) =>
  text === undefined ? null : plainText(text, maxLength);

/** The document's keys of its models: their own ids, else their positions. */
export function modelKeys(models: readonly ThreatModel[]): string[] {
  const count = new Map<string, number>();
  for (const { id } of models) {
    if (id) count.set(id, (count.get(id) ?? 0) + 1);
  }
  return models.map(({ id }, index) =>
    id && count.get(id) === 1 ? shortKey(id, 255) : `#${index + 1}`,
  );
}

function isoTime(text: string | undefined): string | null {
  const time = text === undefined ? NaN : Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function scanOf(scan: ScanSubject): StoredScanSubject {
  const { rule, vulnerability, aliases, package: packageName } = scan;
  return {
    ...(rule && { rule: plainText(rule) }),
    ...(vulnerability && { vulnerability: plainText(vulnerability) }),
    aliases: aliases.map(alias => plainText(alias)),
    ...(packageName && { package: plainText(packageName) }),
  };
}

function detailOf(finding: Finding): StoredFindingDetail {
  const { advice, ticket, score, scan } = finding;
  const { likelihoodRaw, impactRaw } = finding.rating
    ? ratingWords(finding.rating)
    : finding;
  return {
    ...(advice && { advice: plainText(advice) }),
    ...(ticket && { ticket: plainText(ticket) }),
    ...(likelihoodRaw && { likelihoodRaw: plainText(likelihoodRaw) }),
    ...(impactRaw && { impactRaw: plainText(impactRaw) }),
    ...(score && { score: plainText(`${score.value} (${score.scale})`) }),
    ...(scan && { scan: scanOf(scan) }),
    tags: finding.tags.map(tag => plainText(tag)),
    pointer: plainText(finding.position.pointer),
    line: finding.position.line,
    column: finding.position.column,
    elementIds: finding.elementIds.map(id => shortKey(id, 255)),
  };
}

function acceptanceOf({ acceptanceRequest }: Finding): string | null {
  return acceptanceRequest
    ? JSON.stringify({
        reason: plainText(acceptanceRequest.reason),
        until: /^\d{4}-\d{2}-\d{2}/.exec(acceptanceRequest.until ?? '')?.[0],
      })
    : null;
}

function findingRow(
  finding: Finding,
  model: ThreatModel,
  context: {
    key: string;
    modelKey: string;
    entityRef: string | null;
    diagramId?: string;
    definitions: ReadonlyMap<string, ThreatModel['mitigations'][number]>;
  },
): IncomingFinding {
  const [elementId] = finding.elementIds;
  const content = {
    element_id: elementId === undefined ? null : shortKey(elementId, 255),
    title: plainText(finding.title),
    description: plainText(finding.description),
    severity: finding.severity,
    severity_raw: orNull(finding.severityRaw, 255),
    stated_status: finding.status,
    status_raw: orNull(finding.statusRaw, 255),
    status_reason: orNull(finding.statusReason),
    // A scan that calls its results reviewed is a machine all the same.
    reviewed: finding.reviewed && model.kind !== 'scan',
    stride: strideOf(finding.categories),
    categories: JSON.stringify(
      finding.categories
        .map(({ taxonomy, id }) => ({ taxonomy, id: plainText(id) }))
        .sort((a, b) =>
          `${a.taxonomy} ${a.id}` < `${b.taxonomy} ${b.id}` ? -1 : 1,
        ),
    ),
    mitigations: statedMitigations(finding, model, context.definitions),
  };
  const identity = {
    definition_key: finding.definitionKey
      ? shortKey(finding.definitionKey, 255)
      : null,
    native_id: orNull(finding.sourceId, 255),
  };
  const stated = {
    stated_rating: finding.rating ? JSON.stringify(finding.rating) : null,
    acceptance: acceptanceOf(finding),
  };
  // Most files state neither, and what they say did not change by these columns.
  const isMore = Object.values(stated).some(value => value !== null);
  return {
    key: context.key,
    model_key: context.modelKey,
    entity_ref: context.entityRef,
    review_group: reviewGroupOf(finding, model, context.modelKey),
    ...identity,
    ...content,
    ...stated,
    detail: JSON.stringify({
      ...detailOf(finding),
      diagramId: context.diagramId,
    }),
    content_hash: contentHashOf(content, isMore ? stated : undefined),
  };
}

/** Without how a word is written where it means the same: `High`, `high`. */
function contentHashOf(
  content: Pick<
    IncomingFinding,
    'severity' | 'severity_raw' | 'stated_status' | 'status_raw' | 'mitigations'
  >,
  stated: object | undefined,
): string {
  const meant = {
    ...content,
    severity_raw: otherWord(
      content.severity_raw ?? undefined,
      content.severity,
    ),
    status_raw: otherWord(
      content.status_raw ?? undefined,
      content.stated_status,
    ),
    mitigations: content.mitigations.map(({ status_raw, ...mitigation }) => ({
      ...mitigation,
      status_raw: otherWord(status_raw ?? undefined, mitigation.stated),
    })),
  };
  return sha256(JSON.stringify(stated ? [meant, stated] : meant));
}

function modelHashOf(model: ThreatModel): string {
  // Without places and warnings: another indentation is no other content.
  const { warnings: _, findings, ...rest } = model;
  return sha256(
    JSON.stringify([
      rest,
      findings.map(({ position: _position, ...finding }) => finding),
    ]),
  );
}

function toWarning(warning: ThreatModel['warnings'][number]): ImportWarning {
  const { code, message, position } = warning;
  return {
    code,
    message: plainText(message, 1_000),
    pointer: position?.pointer,
    line: position?.line,
    column: position?.column,
  };
}

/**
 * Turns the models of a file into rows: keys that are unique within the
 * source, elements and findings mapped to entities. Pure, and the same for the
 * same file and context.
 */
export function incomingDocument(
  models: readonly ThreatModel[],
  context: DocumentContext,
): IncomingDocument {
  const document: IncomingDocument = {
    models: [],
    findings: [],
    options: [],
    warnings: [],
  };
  const keys = modelKeys(models);
  const findingKeys = new Set<string>();

  models.forEach((model, index) => {
    const modelKey = keys[index];
    const { elements, duplicates } = uniqueElements(model);
    const mapped = new Map(
      elements.map(element => [
        element.id,
        mapElement(element, {
          byPerson: context.byPerson.get(modelKey) ?? new Map(),
          knownRefs: context.knownRefs,
          entities: context.entities,
          attachedTo: context.attachedTo,
        }),
      ]),
    );
    const diagrams = new Map(
      elements.map(({ id, diagramId }) => [id, diagramId]),
    );
    const definitions = new Map(
      model.mitigations.map(definition => [definition.key, definition]),
    );
    document.warnings.push(
      ...model.warnings.map(toWarning),
      ...duplicates.map(({ id }) => ({
        code: 'duplicate-id',
        message: `The element id "${plainText(
          id,
          80,
        )}" is used twice. The first element was taken; give the other one an id of its own.`,
      })),
      ...unknownEntityWarnings(elements, mapped),
    );
    document.models.push({
      model_key: modelKey,
      kind: model.kind,
      title: plainText(model.title, 255),
      format: model.format,
      format_version: orNull(model.formatVersion, 63),
      owner: orNull(model.owner, 255),
      stated_at: isoTime(model.updatedAt),
      content_hash: modelHashOf(model),
      diagrams: JSON.stringify(
        model.diagrams.map(({ id, title }) => ({
          id: shortKey(id, 255),
          title: plainText(title),
        })),
      ),
      // A scan looks for what is known, and nobody thought about the system.
      is_assessment:
        model.kind !== 'scan' &&
        !model.warnings.some(({ code }) => code === NOT_AN_ASSESSMENT),
      detail: JSON.stringify(modelDetail(model)),
      elements: elements.map(element =>
        elementRow(
          element,
          mapped.get(element.id) ?? {
            entityRef: null,
            mappedBy: 'none',
            candidates: [],
          },
        ),
      ),
    });
    const keysInSource = new Map<string, string>();
    for (const finding of model.findings) {
      const wanted = shortKey(`${modelKey}/${finding.key}`, 512);
      let key = wanted;
      for (let copy = 2; findingKeys.has(key); copy++) {
        key = shortKey(`${wanted}#${copy}`, 512);
      }
      if (key !== wanted) {
        document.warnings.push({
          code: 'duplicate-id',
          message: `The finding "${plainText(
            finding.title,
            80,
          )}" shares its id with another one. Both were taken; ids of their own keep their histories apart.`,
          pointer: finding.position.pointer,
          line: finding.position.line,
          column: finding.position.column,
        });
      }
      findingKeys.add(key);
      keysInSource.set(finding.key, key);
      const [elementId] = finding.elementIds;
      const mappedTo =
        elementId === undefined ? undefined : mapped.get(elementId);
      document.findings.push(
        findingRow(finding, model, {
          key,
          modelKey,
          entityRef: mappedTo ? mappedTo.entityRef : context.attachedTo,
          diagramId: diagrams.get(elementId),
          definitions,
        }),
      );
    }
    document.options.push(
      ...incomingOptions(model, modelKey, key => keysInSource.get(key)),
    );
    const isNamed = model.warnings.some(({ code }) => code === UNKNOWN_STATUS);
    const unknown = model.findings.filter(({ status }) => status === 'unknown');
    if (unknown.length > 0 && !isNamed) {
      document.warnings.push({
        code: UNKNOWN_STATUS,
        message: `${unknown.length} findings of "${plainText(
          model.title,
          80,
        )}" have a status that is not known here. They count as open.`,
      });
    }
  });
  return document;
}
