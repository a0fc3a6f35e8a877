import { Handle, Node, NodeProps, Position } from '@xyflow/react';
import { makeStyles } from '@material-ui/core/styles';
import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../primitives';
import { ElementBadge } from './ElementBadge';

/** What a node of the canvas carries. */
export type ElementNodeType = Node<{ element: DiagramElement }>;

const useStyles = makeStyles(
  theme => ({
    box: {
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      display: 'flex',
      flexDirection: 'column',
      alignItems: 'center',
      justifyContent: 'center',
      textAlign: 'center',
      padding: '4px 10px',
      fontSize: 12.5,
      lineHeight: 1.25,
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.background.paper,
      cursor: 'pointer',
      position: 'relative',
    },
    name: {
      maxWidth: '100%',
      overflow: 'hidden',
      display: '-webkit-box',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
    },
    hint: { fontSize: 11, color: theme.palette.text.secondary },
    badge: { position: 'absolute', top: -9, right: -6, lineHeight: 1 },
    boundary: {
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      borderRadius: 6,
      padding: '8px 12px',
      fontSize: 12,
      fontWeight: 600,
      color: theme.palette.text.secondary,
      cursor: 'pointer',
      position: 'relative',
    },
    handle: { visibility: 'hidden' },
  }),
  { name: 'RiskDiagramNode' },
);

/** Shapes of data flow diagrams; only the outline differs. */
function outlineOf(kind: DiagramElement['kind'], color: string) {
  const line = `1.5px solid ${color}`;
  switch (kind) {
    case 'process':
      return { border: line, borderRadius: 38 };
    case 'datastore':
      return { borderTop: line, borderBottom: line };
    case 'actor':
      return { border: line, borderWidth: 2 };
    default:
      return { border: line, borderRadius: 6 };
  }
}

/** A process, store, actor or other thing of the model. */
export function ElementNode({ data, selected }: NodeProps<ElementNodeType>) {
  const { element } = data;
  const classes = useStyles();
  const { bar, rule, level } = useRiskPalette();
  const unmapped = element.mappedBy === 'none' && element.findings.total > 0;
  return (
    <div
      className={classes.box}
      style={{
        ...outlineOf(element.kind, element.outOfScope ? rule : bar),
        opacity: element.outOfScope ? 0.55 : 1,
        boxShadow: selected ? `0 0 0 3px ${bar}` : undefined,
      }}
    >
      <span className={classes.name}>{element.name}</span>
      {element.outOfScope && <span className={classes.hint}>out of scope</span>}
      {unmapped && (
        <span className={classes.hint} style={{ color: level.high }}>
          not mapped
        </span>
      )}
      <span className={classes.badge}>
        <ElementBadge element={element} />
      </span>
      <FlowEnds />
    </div>
  );
}

/** A trust boundary around what it holds. */
export function BoundaryNode({ data, selected }: NodeProps<ElementNodeType>) {
  const { element } = data;
  const classes = useStyles();
  const { bar } = useRiskPalette();
  return (
    <div
      className={classes.boundary}
      style={{
        border: `2px dashed ${bar}`,
        boxShadow: selected ? `0 0 0 3px ${bar}` : undefined,
        opacity: element.outOfScope ? 0.55 : 1,
      }}
    >
      {element.name}
      <span className={classes.badge}>
        <ElementBadge element={element} />
      </span>
      <FlowEnds />
    </div>
  );
}

/** The canvas wants ends to attach flows to; the layout draws the lines. */
function FlowEnds() {
  const classes = useStyles();
  return (
    <>
      <Handle
        type="target"
        position={Position.Left}
        className={classes.handle}
        isConnectable={false}
      />
      <Handle
        type="source"
        position={Position.Right}
        className={classes.handle}
        isConnectable={false}
      />
    </>
  );
}
