import { Diagram, ElementKind, ModelElement } from '../../model';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';
import { plainLine } from '../../reading/plainText';
import { Cursor } from '../../reading/Cursor';
import { Block, blocksOf, lineOf, textOf } from './blocks';

/** Blocks of a data flow diagram that are nodes. */
const nodeKinds: [string, ElementKind][] = [
  ['process', 'process'],
  ['external_element', 'actor'],
  ['data_store', 'datastore'],
];

/** Data flow diagrams: the current block, its name in the export, and the single one of old files. */
const diagramTypes = [
  'data_flow_diagram_v2',
  'data_flow_diagram',
  'legacy_data_flow_diagram',
];

/** The structure of one model. */
export interface Structure {
  diagrams: Diagram[];
  elements: ModelElement[];
  /** What the threats of the model may refer to. */
  assets: ElementIds;
}

interface DiagramPlace {
  diagramId: string;
  used: UniqueKeys;
}

const nameOf = (block: Block, fallback: string) =>
  plainLine(block.name ?? '') || fallback;

function describe(block: Block, kind: ElementKind, id: string): ModelElement {
  const name = nameOf(block, `Unnamed ${kind}`);
  const description = textOf(block.at, 'description');
  return {
    id,
    name,
    kind,
    description: description || undefined,
    outOfScope: false,
    tags: [],
    entityRef: findEntityRef({ name, description }),
  };
}

function readNodes(
  body: Cursor,
  nodes: ElementIds,
  zones: ElementIds,
  place: DiagramPlace,
  parentId?: string,
): ModelElement[] {
  return nodeKinds.flatMap(([type, kind]) =>
    blocksOf(body, type).map(block => ({
      ...describe(
        block,
        kind,
        nodes.claim(block.at, block.name, nameOf(block, kind)),
      ),
      parentId:
        parentId ??
        resolveReference(
          block.at,
          block.at.get('trust_zone').isAbsent ? 'trustZone' : 'trust_zone',
          zones,
        ),
      diagramId: place.diagramId,
    })),
  );
}

/** Zones that nodes only name are zones, too. */
function mentionedZones(body: Cursor): string[] {
  return nodeKinds.flatMap(([type]) =>
    blocksOf(body, type).flatMap(({ at }) => lineOf(at, 'trust_zone') ?? []),
  );
}

function readDiagram(body: Cursor, place: DiagramPlace): ModelElement[] {
  const nodes = new ElementIds('node', place.used);
  const zones = new ElementIds('trust-zone', place.used);
  const zoneBlocks = blocksOf(body, 'trust_zone').map(block => ({
    block,
    id: zones.claim(block.at, block.name, nameOf(block, 'boundary')),
  }));
  const mentioned = [...new Set(mentionedZones(body))]
    .filter(name => !zones.find(name))
    .map(
      (name): ModelElement => ({
        id: zones.claim(body, name, name),
        name,
        kind: 'boundary',
        outOfScope: false,
        tags: [],
        diagramId: place.diagramId,
      }),
    );
  const elements = [
    ...zoneBlocks.map(({ block, id }) => ({
      ...describe(block, 'boundary', id),
      diagramId: place.diagramId,
    })),
    ...mentioned,
    ...zoneBlocks.flatMap(({ block, id }) =>
      readNodes(block.at, nodes, zones, place, id),
    ),
    ...readNodes(body, nodes, zones, place),
  ];
  // Flows are named by their protocol, several alike: order tells them apart.
  const flows = blocksOf(body, 'flow').map(block => ({
    ...describe(
      block,
      'flow',
      place.used.claim(
        `${block.name ?? 'flow'}: ${block.at.id('from') ?? ''} > ${
          block.at.id('to') ?? ''
        }`,
      ),
    ),
    sourceId: resolveReference(block.at, 'from', nodes),
    targetId: resolveReference(block.at, 'to', nodes),
    bidirectional: false,
    diagramId: place.diagramId,
  }));
  return [...elements, ...flows];
}

/** Information assets and data flow diagrams of one model. */
export function readElements(model: Cursor): Structure {
  const used = new UniqueKeys();
  const assets = new ElementIds('information-asset', used);
  const assetElements = blocksOf(model, 'information_asset').map(block => {
    const classification = lineOf(block.at, 'information_classification');
    return {
      ...describe(
        block,
        'asset',
        assets.claim(block.at, block.name, nameOf(block, 'asset')),
      ),
      tags: classification ? [classification] : [],
    };
  });
  const diagramIds = new UniqueKeys();
  const diagrams: Diagram[] = [];
  const elements = diagramTypes
    .flatMap(type => blocksOf(model, type))
    .flatMap(block => {
      const title = nameOf(block, 'Data flow diagram');
      const diagramId = diagramIds.claim(title);
      diagrams.push({ id: diagramId, title });
      return readDiagram(block.at, { diagramId, used });
    });
  return { diagrams, elements: [...assetElements, ...elements], assets };
}
