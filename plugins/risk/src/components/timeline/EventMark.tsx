import { KeyboardEvent } from 'react';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import { TimelineEvent } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../primitives';
import { MARK, PlacedMark, ROW, widthOf } from './layout';

const useStyles = makeStyles(
  theme => ({
    root: {
      cursor: 'pointer',
      outline: 'none',
      '&:focus-visible $focus': { stroke: theme.palette.text.primary },
      '&:hover $label': { textDecoration: 'underline' },
    },
    focus: { fill: 'transparent', stroke: 'transparent', strokeWidth: 2 },
    // What crosses the words passes behind them.
    label: {
      fill: theme.palette.text.primary,
      fontSize: 12,
      stroke: theme.palette.background.paper,
      strokeWidth: 3,
      strokeLinejoin: 'round',
      paintOrder: 'stroke',
    },
  }),
  { name: 'RiskEventMark' },
);

const diamond = `M0,${-MARK - 1} L${MARK + 1},0 L0,${MARK + 1} L${
  -MARK - 1
},0 Z`;
const circle = `M${-MARK},0 a${MARK},${MARK} 0 1,0 ${
  2 * MARK
},0 a${MARK},${MARK} 0 1,0 ${-2 * MARK},0`;
const square = `M${1 - MARK},${1 - MARK} h${2 * MARK - 2} v${2 * MARK - 2} h${
  2 - 2 * MARK
} Z`;
const down = `M${-MARK},${1 - MARK} h${2 * MARK} L0,${MARK} Z`;
const up = `M${-MARK},${MARK - 1} h${2 * MARK} L0,${-MARK} Z`;
const tick = `M-1.5,${-MARK} h3 v${2 * MARK} h-3 Z`;

/** Kinds differ in shape, and in whether it is filled. */
export const shapes: Record<
  TimelineEvent['kind'],
  { path: string; hollow?: boolean }
> = {
  release: { path: diamond },
  milestone: { path: diamond, hollow: true },
  fix: { path: up },
  review: { path: square, hollow: true },
  audit: { path: square },
  session: { path: circle },
  decision: { path: circle, hollow: true },
  'acceptance-ends': { path: down },
  import: { path: tick },
  target: { path: tick },
  'runs-out': { path: down, hollow: true },
  recovers: { path: up, hollow: true },
};

/** An event on its lane: its days, its mark and its words. */
export function EventMark(props: {
  mark: PlacedMark;
  /** Everything it says, for who does not see it. */
  name: string;
  /** It is part of what does not fit. */
  conflicting: boolean;
  tabIndex: 0 | -1;
  onOpen: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: () => void;
  onBlur: () => void;
  onHover: (hovered: boolean) => void;
}) {
  const { mark, name, conflicting, tabIndex } = props;
  const { onOpen, onKeyDown, onFocus, onBlur, onHover } = props;
  const classes = useStyles();
  const { bar, level, surface } = useRiskPalette();
  const { event, left, right, x, y, label } = mark;
  const { path, hollow } = shapes[event.kind];
  const colour = conflicting ? level.critical : bar;
  const words = label ? widthOf(label.text) : 0;
  const start = label?.anchor === 'end' ? label.x - words : left;
  const end = label?.anchor === 'start' ? label.x + words : right;
  return (
    <Tooltip title={name}>
      <g
        role="button"
        tabIndex={tabIndex}
        aria-label={name}
        data-event={mark.id}
        className={classes.root}
        onClick={onOpen}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        onBlur={onBlur}
        onMouseEnter={() => onHover(true)}
        onMouseLeave={() => onHover(false)}
      >
        <g aria-hidden>
          <rect
            className={classes.focus}
            x={start - 3}
            y={y - ROW / 2 + 2}
            width={end - start + 6}
            height={ROW - 4}
            rx={4}
          />
          {event.startDay !== event.endDay && (
            <rect
              x={left}
              y={y - 3}
              width={right - left}
              height={6}
              rx={3}
              fill={colour}
              opacity={event.forecast ? 0.45 : 0.75}
            />
          )}
          <path
            d={path}
            transform={`translate(${x}, ${y})`}
            fill={hollow || event.forecast ? surface : colour}
            stroke={colour}
            strokeWidth={2}
            strokeLinejoin="round"
          />
          {label && (
            <text
              className={classes.label}
              x={label.x}
              y={y + 4}
              textAnchor={label.anchor}
            >
              {label.text}
            </text>
          )}
        </g>
      </g>
    </Tooltip>
  );
}
