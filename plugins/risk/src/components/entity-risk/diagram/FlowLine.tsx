import { BaseEdge, Edge, EdgeLabelRenderer, EdgeProps } from '@xyflow/react';
import { makeStyles } from '@material-ui/core/styles';
import { useRiskPalette } from '../../primitives';
import { ElementBadge } from './ElementBadge';
import type { PlacedFlow } from './layout';

/** What an edge of the canvas carries. */
export type FlowEdgeType = Edge<{
  flow: PlacedFlow;
  onSelect: (elementId: string) => void;
}>;

const useStyles = makeStyles(
  theme => ({
    label: {
      position: 'absolute',
      maxWidth: 120,
      fontSize: 11,
      lineHeight: 1.2,
      textAlign: 'center',
      padding: '1px 4px',
      borderRadius: 3,
      cursor: 'pointer',
      pointerEvents: 'all',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
    },
    name: {
      overflow: 'hidden',
      display: '-webkit-box',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
    },
  }),
  { name: 'RiskFlowLine' },
);

const pathThrough = (points: PlacedFlow['points']) =>
  points.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join(' ');

/** A flow along the points that the layout chose. */
export function FlowLine(props: EdgeProps<FlowEdgeType>) {
  const { id, data, selected, markerEnd, markerStart } = props;
  const classes = useStyles();
  const { bar, level } = useRiskPalette();
  if (!data) return null;
  const { element, points, label } = data.flow;
  return (
    <>
      <BaseEdge
        id={id}
        path={pathThrough(points)}
        markerEnd={markerEnd}
        markerStart={markerStart}
        style={{
          stroke: selected ? level.low : bar,
          strokeWidth: selected ? 3 : 1.4,
          opacity: element.outOfScope ? 0.5 : 1,
        }}
      />
      {label && (
        <EdgeLabelRenderer>
          <div
            className={`${classes.label} nodrag nopan`}
            style={{
              transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)`,
              outline: selected ? `2px solid ${bar}` : undefined,
              opacity: element.outOfScope ? 0.6 : 1,
            }}
            title={element.name}
            // The line itself takes the keyboard's focus; its label only helps
            // the mouse.
            role="presentation"
            onClick={() => data.onSelect(element.id)}
          >
            <span className={classes.name}>{element.name}</span>
            <ElementBadge element={element} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
