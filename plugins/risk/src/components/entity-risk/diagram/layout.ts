import type { ElkExtendedEdge, ElkNode, ElkPoint } from 'elkjs/lib/elk-api';
import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';

/** Place of an element; of one inside a boundary, relative to the boundary. */
export interface PlacedElement {
  element: DiagramElement;
  parentId?: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A flow with the points of its line and the middle of its label. */
export interface PlacedFlow {
  element: DiagramElement;
  points: ElkPoint[];
  label?: ElkPoint;
}

/** A diagram ready to be drawn. */
export interface PlacedDiagram {
  /** A boundary stands before what it holds. */
  elements: PlacedElement[];
  flows: PlacedFlow[];
  /** Of all of it, lines and labels included. */
  width: number;
  height: number;
}

const sizes: Record<
  Exclude<DiagramElement['kind'], 'flow'>,
  { width: number; height: number }
> = {
  process: { width: 150, height: 76 },
  datastore: { width: 150, height: 62 },
  actor: { width: 140, height: 62 },
  asset: { width: 150, height: 62 },
  node: { width: 150, height: 62 },
  boundary: { width: 170, height: 60 },
};

const LOOSE_GAP = 28;

const LABEL_SIZE = { width: 120, height: 30 };

/** `n:` keeps ids of elements apart from the root's. */
const nodeId = (id: string) => `n:${id}`;

const layoutOptions = {
  'elk.algorithm': 'layered',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.json.edgeCoords': 'ROOT',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '16',
  'elk.layered.spacing.nodeNodeBetweenLayers': '28',
  'elk.layered.spacing.edgeNodeBetweenLayers': '12',
};

const boundaryOptions = {
  'elk.padding': '[top=36,left=18,bottom=18,right=18]',
};

/** Elements of one diagram; of a model that has one at most, all of them. */
export function elementsOf(
  elements: readonly DiagramElement[],
  diagramId: string | undefined,
): DiagramElement[] {
  return elements.filter(
    element =>
      diagramId === undefined ||
      element.diagramId === undefined ||
      element.diagramId === diagramId,
  );
}

/** Whether both ends of a flow are among the elements. */
export function isConnected(
  flow: DiagramElement,
  byId: ReadonlyMap<string, DiagramElement>,
): boolean {
  const drawn = (id: string | undefined) => {
    const element = id === undefined ? undefined : byId.get(id);
    return element !== undefined && element.kind !== 'flow';
  };
  return drawn(flow.fromId) && drawn(flow.toId);
}

/** Whether an element stands, over its parents, inside itself. */
function isInCycle(
  element: DiagramElement,
  byId: ReadonlyMap<string, DiagramElement>,
): boolean {
  const seen = new Set<string>();
  for (
    let at: DiagramElement | undefined = element;
    at;
    at = at.parentId === undefined ? undefined : byId.get(at.parentId)
  ) {
    if (seen.has(at.id)) return true;
    seen.add(at.id);
  }
  return false;
}

/** The graph that the layout algorithm reads. */
export function toElkGraph(
  elements: readonly DiagramElement[],
  direction: 'RIGHT' | 'DOWN' = 'RIGHT',
): ElkNode {
  const byId = new Map(elements.map(element => [element.id, element]));
  const root: ElkNode = {
    id: 'root',
    layoutOptions: { ...layoutOptions, 'elk.direction': direction },
    children: [],
    edges: [],
  };
  const nodes = new Map<string, ElkNode>();
  for (const element of elements) {
    if (element.kind === 'flow') continue;
    nodes.set(element.id, { id: nodeId(element.id), ...sizes[element.kind] });
  }
  for (const element of elements) {
    const node = nodes.get(element.id);
    if (!node) continue;
    // A broken file may nest a boundary in itself: then it stands outside.
    const parentId = isInCycle(element, byId) ? undefined : element.parentId;
    const parent = parentId === undefined ? undefined : nodes.get(parentId);
    if (parent) {
      parent.layoutOptions = boundaryOptions;
      parent.children = [...(parent.children ?? []), node];
    } else {
      root.children?.push(node);
    }
  }
  for (const flow of elements) {
    if (flow.kind !== 'flow' || !isConnected(flow, byId)) continue;
    const edge: ElkExtendedEdge = {
      id: nodeId(flow.id),
      sources: [nodeId(flow.fromId ?? '')],
      targets: [nodeId(flow.toId ?? '')],
      labels: [{ id: `l:${flow.id}`, text: flow.name, ...LABEL_SIZE }],
    };
    root.edges?.push(edge);
  }
  return root;
}

function collectEdges(node: ElkNode): ElkExtendedEdge[] {
  return [
    ...(node.edges ?? []),
    ...(node.children ?? []).flatMap(collectEdges),
  ];
}

/** Reads the places that the layout algorithm gave. */
export function fromElkGraph(
  graph: ElkNode,
  elements: readonly DiagramElement[],
): PlacedDiagram {
  const byNodeId = new Map(
    elements.map(element => [nodeId(element.id), element]),
  );
  const placed: PlacedElement[] = [];
  const walk = (node: ElkNode, parentId?: string) => {
    for (const child of node.children ?? []) {
      const element = byNodeId.get(child.id);
      if (!element) continue;
      placed.push({
        element,
        parentId,
        x: child.x ?? 0,
        y: child.y ?? 0,
        width: child.width ?? 0,
        height: child.height ?? 0,
      });
      walk(child, element.id);
    }
  };
  walk(graph);

  const flows = collectEdges(graph).flatMap(edge => {
    const element = byNodeId.get(edge.id);
    const section = edge.sections?.[0];
    if (!element || !section) return [];
    const label = edge.labels?.[0];
    return {
      element,
      points: [
        section.startPoint,
        ...(section.bendPoints ?? []),
        section.endPoint,
      ],
      label: label && {
        x: (label.x ?? 0) + (label.width ?? 0) / 2,
        y: (label.y ?? 0) + (label.height ?? 0) / 2,
      },
    };
  });
  const { width = 0, height = 0 } = graph;
  return { elements: placed, flows, width, height };
}

/** What a screen has for the drawing, about. */
const CANVAS = { width: 780, height: 620 };

/** How large a graph is drawn when all of it is to be seen. */
export function scaleOf({ width = 1, height = 1 }: ElkNode): number {
  return Math.min(CANVAS.width / width, CANVAS.height / height, 1);
}

/** Assets that nothing flows to and nothing holds: data that a model lists. */
function isLoose(
  { id, kind, parentId }: DiagramElement,
  tied: ReadonlySet<string | undefined>,
): boolean {
  return kind === 'asset' && parentId === undefined && !tied.has(id);
}

/** In rows below the drawing: in a column beside it they would make it small. */
function withLoose(
  drawn: PlacedDiagram,
  loose: readonly DiagramElement[],
): PlacedDiagram {
  const { width, height } = sizes.asset;
  const step = { x: width + LOOSE_GAP, y: height + LOOSE_GAP };
  const room = Math.max(drawn.width, CANVAS.width);
  const columns = Math.min(
    loose.length,
    Math.max(1, Math.floor((room + LOOSE_GAP) / step.x)),
  );
  const top = drawn.elements.length === 0 ? 0 : drawn.height + LOOSE_GAP;
  const rows = Math.ceil(loose.length / Math.max(1, columns));
  return {
    ...drawn,
    elements: [
      ...drawn.elements,
      ...loose.map((element, position) => ({
        element,
        x: (position % columns) * step.x,
        y: top + Math.floor(position / columns) * step.y,
        width,
        height,
      })),
    ],
    width: Math.max(drawn.width, columns * step.x),
    height: loose.length === 0 ? drawn.height : top + rows * step.y,
  };
}

/**
 * Places the elements so that flows run from left to right, or downwards where
 * that leaves the text larger.
 */
export async function layOut(
  elements: readonly DiagramElement[],
): Promise<PlacedDiagram> {
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const elk = new Elk();
  const tied = new Set(
    elements.flatMap(({ fromId, toId, parentId }) => [fromId, toId, parentId]),
  );
  const loose = elements.filter(element => isLoose(element, tied));
  const drawn = elements.filter(element => !isLoose(element, tied));
  const place = (graph: ElkNode) =>
    withLoose(fromElkGraph(graph, drawn), loose);
  const across = await elk.layout(toElkGraph(drawn, 'RIGHT'));
  if (scaleOf(across) >= 0.9) return place(across);
  const down = await elk.layout(toElkGraph(drawn, 'DOWN'));
  return place(scaleOf(down) > scaleOf(across) ? down : across);
}
