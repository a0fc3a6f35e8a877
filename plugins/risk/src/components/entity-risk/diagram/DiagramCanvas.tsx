import { useMemo } from 'react';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  type EdgeTypes,
  type Node,
  type NodeTypes,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useTheme } from '@material-ui/core/styles';
import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource } from '../../../hooks';
import { ResourceView, SkeletonLines, useRiskPalette } from '../../primitives';
import { elementFindingsWords } from './ElementBadge';
import { FlowEdgeType, FlowLine } from './FlowLine';
import { layOut, PlacedDiagram } from './layout';
import { BoundaryNode, ElementNode, ElementNodeType } from './nodes';

const nodeTypes: NodeTypes = {
  element: ElementNode,
  boundary: BoundaryNode,
  extent: () => null,
};
const edgeTypes: EdgeTypes = { flow: FlowLine };

interface Selection {
  selected?: string;
  onSelect: (elementId: string) => void;
}

/** The data flow diagram, laid out by itself. Select with click or Enter. */
export default function DiagramCanvas(
  props: Selection & { elements: readonly DiagramElement[] },
) {
  const { elements, ...selection } = props;
  const placed = useAsyncResource(() => layOut(elements), [elements], {
    live: false,
  });
  return (
    <ResourceView
      of={placed}
      skeleton={<SkeletonLines lines={6} label="Laying out the diagram" />}
    >
      {diagram => <Canvas diagram={diagram} {...selection} />}
    </ResourceView>
  );
}

function nodesOf(
  diagram: PlacedDiagram,
  selected: string | undefined,
): ElementNodeType[] {
  return diagram.elements.map(({ element, parentId, x, y, width, height }) => ({
    id: element.id,
    type: element.kind === 'boundary' ? 'boundary' : 'element',
    parentId,
    position: { x, y },
    width,
    height,
    selected: element.id === selected,
    zIndex: element.kind === 'boundary' ? 0 : 2,
    data: { element },
    ariaLabel: `${element.name}, ${element.kind}: ${elementFindingsWords(
      element,
    )}`,
  }));
}

/** Fitting the view looks at nodes only: this one is as large as lines and labels need. */
const extentOf = ({ width, height }: PlacedDiagram): Node => ({
  id: 'extent of the diagram',
  type: 'extent',
  position: { x: 0, y: 0 },
  width,
  height,
  selectable: false,
  focusable: false,
  style: { visibility: 'hidden', pointerEvents: 'none' },
  zIndex: -1,
  data: {},
});

const LEAST_HEIGHT = 280;
const MOST_HEIGHT = 620;

/** As high as the diagram needs, within what a screen shows. */
function heightOf({ height }: PlacedDiagram): number {
  return Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, height + 60));
}

function Canvas(props: Selection & { diagram: PlacedDiagram }) {
  const { diagram, selected, onSelect } = props;
  const { bar, surface } = useRiskPalette();
  const mode = useTheme().palette.type;
  const nodes = useMemo(
    (): Node[] => [extentOf(diagram), ...nodesOf(diagram, selected)],
    [diagram, selected],
  );
  const edges = useMemo(() => {
    const arrow = { type: MarkerType.ArrowClosed, color: bar };
    return diagram.flows.map(
      (flow): FlowEdgeType => ({
        id: flow.element.id,
        source: flow.element.fromId ?? '',
        target: flow.element.toId ?? '',
        type: 'flow',
        zIndex: 1,
        selected: flow.element.id === selected,
        markerEnd: arrow,
        ...(flow.element.bidirectional && {
          markerStart: { ...arrow, orient: 'auto-start-reverse' },
        }),
        data: { flow, onSelect },
        ariaLabel: `Flow ${flow.element.name}: ${elementFindingsWords(
          flow.element,
        )}`,
      }),
    );
  }, [diagram, selected, onSelect, bar]);

  return (
    <div style={{ height: heightOf(diagram) }}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        colorMode={mode}
        style={{ background: surface }}
        fitView
        fitViewOptions={{ padding: 0.06, minZoom: 0.3, maxZoom: 1.1 }}
        minZoom={0.15}
        nodesDraggable={false}
        nodesConnectable={false}
        preventScrolling={false}
        zoomOnScroll={false}
        onNodesChange={changes => {
          for (const change of changes) {
            if (change.type === 'select' && change.selected)
              onSelect(change.id);
          }
        }}
        onEdgesChange={changes => {
          for (const change of changes) {
            if (change.type === 'select' && change.selected)
              onSelect(change.id);
          }
        }}
      >
        <Background gap={20} />
        <Controls showInteractive={false} />
      </ReactFlow>
    </div>
  );
}
