import { useTheme } from '@material-ui/core/styles';
import { TimelineLink } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../primitives';
import { MARK, PlacedMark, ROW, widthOf } from './layout';
import { slackWords } from './timelineWords';

const REACH = MARK + 3;
const PILL = 18;
const HEAD = 5;

/** Where a link starts, ends and says how much room there is. */
export function routeOf(
  from: Pick<PlacedMark, 'x' | 'y'>,
  to: Pick<PlacedMark, 'left' | 'x' | 'y'>,
) {
  const target = Math.min(to.left + MARK, to.x);
  const side = Math.sign(to.y - from.y) || 1;
  const sameRow = from.y === to.y;
  const start = { x: from.x, y: from.y + side * REACH };
  const end = {
    x: target,
    y: to.y - (sameRow ? -1 : side) * (REACH + HEAD),
  };
  const bend = sameRow ? from.y + ROW : (start.y + end.y) / 2;
  return {
    path: `M${start.x},${start.y} C${start.x},${bend} ${end.x},${bend} ${end.x},${end.y}`,
    /** Points at the mark. */
    head: `M${end.x - HEAD},${end.y} h${2 * HEAD} L${end.x},${
      end.y + (sameRow ? -1 : side) * HEAD
    } Z`,
    middle: {
      x: (start.x + end.x) / 2,
      y: sameRow ? from.y + ROW * 0.85 : (start.y + end.y) / 2,
    },
  };
}

/**
 * A link between two marks with the days of room it leaves. Where there is
 * none it is broken, says so, and has the colour of a critical risk.
 */
export function LinkLine(props: {
  link: TimelineLink;
  from: PlacedMark;
  to: PlacedMark;
}) {
  const { link, from, to } = props;
  const { palette } = useTheme();
  const { level, bar } = useRiskPalette();
  const tooEarly = link.slackDays < 0;
  const colour = tooEarly ? level.critical : bar;
  const { path, head, middle } = routeOf(from, to);
  const words = `${tooEarly ? '✕ ' : ''}${slackWords(link.slackDays)}`;
  const width = widthOf(words) + 12;
  return (
    <g aria-hidden pointerEvents="none">
      <path
        d={path}
        fill="none"
        stroke={colour}
        strokeWidth={tooEarly ? 2 : 1.5}
        strokeDasharray={tooEarly ? '6 4' : undefined}
      />
      <path d={head} fill={colour} />
      <rect
        x={middle.x - width / 2}
        y={middle.y - PILL / 2}
        width={width}
        height={PILL}
        rx={PILL / 2}
        fill={palette.background.paper}
        stroke={colour}
      />
      <text
        x={middle.x}
        y={middle.y + 4}
        textAnchor="middle"
        fontSize={11.5}
        fontWeight={tooEarly ? 600 : 400}
        fill={tooEarly ? level.critical : palette.text.primary}
      >
        {words}
      </text>
    </g>
  );
}
