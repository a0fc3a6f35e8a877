import { useTheme } from '@material-ui/core/styles';
import { useRiskPalette } from '../primitives';
import { PlacedLink } from './linkLayout';

/**
 * The line of a link. Where there is no room it is broken, and has the colour
 * of a critical risk.
 */
export function LinkLine({ placed }: { placed: PlacedLink }) {
  const { level, bar } = useRiskPalette();
  const { link, path, head } = placed;
  const tooEarly = link.slackDays < 0;
  const colour = tooEarly ? level.critical : bar;
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
    </g>
  );
}

/** The days of room that a link leaves, on its line. */
export function LinkWords({ placed }: { placed: PlacedLink }) {
  const { palette } = useTheme();
  const { level, bar } = useRiskPalette();
  const { link, words, pill } = placed;
  const tooEarly = link.slackDays < 0;
  return (
    <g aria-hidden pointerEvents="none">
      <rect
        x={pill.x - pill.width / 2}
        y={pill.y - pill.height / 2}
        width={pill.width}
        height={pill.height}
        rx={pill.height / 2}
        fill={palette.background.paper}
        stroke={tooEarly ? level.critical : bar}
      />
      <text
        x={pill.x}
        y={pill.y + 4}
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
