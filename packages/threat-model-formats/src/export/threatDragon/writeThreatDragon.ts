import { threatTypeOf } from '../../formats/threatDragon/categories';
import { ElementKind, Finding, ModelElement, ThreatModel } from '../../model';
import { groupBy, uniqueIds, Written } from '../writing';
import { layOut, Place } from './layOut';
import { severityWords, statusWords } from './words';

/** The release whose files this writes. */
const toolVersion = '2.6.2';

const shapes: Record<
  Exclude<ElementKind, 'asset' | 'node'>,
  { shape: string; type: string }
> = {
  actor: { shape: 'actor', type: 'tm.Actor' },
  process: { shape: 'process', type: 'tm.Process' },
  datastore: { shape: 'store', type: 'tm.Store' },
  flow: { shape: 'flow', type: 'tm.Flow' },
  boundary: { shape: 'trust-boundary-box', type: 'tm.BoundaryBox' },
};

const shapeOf = (kind: ElementKind) =>
  kind === 'asset' || kind === 'node' ? shapes.process : shapes[kind];

const stroke = { stroke: '#333333', strokeWidth: 1, strokeDasharray: null };

function threat(
  finding: Finding,
  id: string,
  number: number,
  mitigationTexts: ReadonlyMap<string, string>,
): Written {
  const [category] = finding.categories;
  const { type, modelType } = category
    ? threatTypeOf(category)
    : { type: '', modelType: '' };
  const [use] = finding.mitigations;
  return {
    id,
    number,
    title: finding.title,
    status:
      finding.status === 'unknown' && finding.statusRaw
        ? finding.statusRaw
        : statusWords[finding.status],
    severity:
      finding.severity === 'unknown' && finding.severityRaw
        ? finding.severityRaw
        : severityWords[finding.severity],
    type,
    modelType,
    description: finding.description,
    mitigation: use ? mitigationTexts.get(use.mitigationKey) ?? '' : '',
    score: finding.score ? `${finding.score.value}` : '',
    new: false,
    ...(finding.tags.length > 0 && { cardSuit: finding.tags[0] }),
  };
}

/** An end of a data flow: a shape, or empty space beside the drawing. */
const end = (id: string | undefined, y: number) =>
  id === undefined ? { x: 10, y } : { cell: id };

function cell(
  element: ModelElement,
  threats: Written[],
  place: Place | undefined,
): Written {
  const { shape, type } = shapeOf(element.kind);
  const isFlow = element.kind === 'flow';
  const isBoundary = element.kind === 'boundary';
  return {
    id: element.id,
    shape,
    zIndex: isBoundary ? -1 : 1,
    ...(place && {
      position: { x: place.x, y: place.y },
      size: { width: place.width, height: place.height },
    }),
    ...(isFlow && {
      connector: 'smooth',
      source: end(element.sourceId, 10),
      target: end(element.targetId, 40),
      labels: [{ attrs: { label: { text: element.name } } }],
    }),
    attrs: isFlow
      ? { line: { ...stroke, targetMarker: { name: 'block' } } }
      : { text: { text: element.name }, body: stroke },
    data: {
      type,
      name: element.name,
      description: element.description ?? '',
      outOfScope: element.outOfScope,
      isTrustBoundary: isBoundary,
      ...(isFlow && { isBidirectional: element.bidirectional ?? false }),
      hasOpenThreats: threats.some(({ status }) => status === 'Open'),
      threats,
    },
  };
}

/** Boundaries come first: what is drawn later lies above them. */
const drawingOrder = (elements: ModelElement[]) => [
  ...elements.filter(({ kind }) => kind === 'boundary'),
  ...elements.filter(({ kind }) => kind !== 'boundary' && kind !== 'flow'),
  ...elements.filter(({ kind }) => kind === 'flow'),
];

/** The model as a file of Threat Dragon 2, indented by two spaces. */
export function writeThreatDragon(model: ThreatModel): string {
  const byElement = groupBy(model.findings, ({ elementIds }) => elementIds[0]);
  const byDiagram = groupBy(model.elements, ({ diagramId }) => diagramId);
  const texts = new Map(
    model.mitigations.map(({ key, description }) => [key, description]),
  );
  let number = 0;

  const diagrams = model.diagrams.map(({ id, title }, index) => {
    const elements = byDiagram.get(id) ?? [];
    const places = layOut(elements);
    return {
      id: index,
      title,
      diagramType: 'STRIDE',
      placeholder: '',
      thumbnail: './public/content/images/thumbnail.stride.jpg',
      version: toolVersion,
      cells: drawingOrder(elements).map(element => {
        const ids = uniqueIds(
          byElement.get(element.id) ?? [],
          ({ sourceId }) => sourceId,
          ({ key }) => key,
        );
        const threats = [...ids].map(([finding, threatId]) => {
          number += 1;
          return threat(finding, threatId, number, texts);
        });
        return cell(element, threats, places.get(element.id));
      }),
    };
  });

  return `${JSON.stringify(
    {
      version: toolVersion,
      summary: {
        title: model.title,
        owner: model.owner ?? '',
        description: model.description ?? '',
        id: 0,
        ...(model.businessCriticality && {
          compatibility: { business_criticality: model.businessCriticality },
        }),
      },
      detail: {
        contributors: model.authors.map(name => ({ name })),
        diagrams,
        diagramTop: diagrams.length,
        reviewer: model.reviewer ?? '',
        threatTop: number,
      },
    },
    null,
    2,
  )}\n`;
}
