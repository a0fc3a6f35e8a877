import { TrendPoint } from '@product-risk/backstage-plugin-risk-common';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { stepsOf, TrendSteps } from './steps';
import { trendSentence } from './Trend';

const WIDTH = 120;
const HEIGHT = 28;
const MARGIN = 2;

/** The path of the line, and where it ends today. */
function drawingOf({ from, to, vertices }: TrendSteps) {
  const top = Math.max(1, ...vertices.map(({ exposure }) => exposure ?? 0));
  const x = (at: number) =>
    ((at - from) / Math.max(1, to - from)) * (WIDTH - MARGIN);
  const y = (units: number) =>
    HEIGHT - MARGIN - (units / top) * (HEIGHT - 2 * MARGIN);
  let pen: 'up' | 'down' = 'up';
  const path = vertices
    .map(({ at, exposure }) => {
      if (exposure === null) {
        pen = 'up';
        return '';
      }
      const move =
        pen === 'up'
          ? `M${x(at).toFixed(1)} ${y(exposure).toFixed(1)}`
          : `H${x(at).toFixed(1)}V${y(exposure).toFixed(1)}`;
      pen = 'down';
      return move;
    })
    .join('');
  const end = vertices.at(-1);
  return {
    path,
    end:
      end && end.exposure !== null
        ? { x: x(end.at), y: y(end.exposure) }
        : undefined,
  };
}

/** A trend in the size of a line of text, said in words to screen readers. */
export function Spark(props: { points: readonly TrendPoint[]; days: number }) {
  const { points, days } = props;
  const { bar, rule } = useRiskPalette();
  const steps = stepsOf(points, days);
  if (!steps || points.every(point => point.exposure === undefined)) {
    return null;
  }
  const { path, end } = drawingOf(steps);
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Last ${days} days: ${trendSentence(points)}`}
    >
      <line
        x1="0"
        x2={WIDTH}
        y1={HEIGHT - 0.5}
        y2={HEIGHT - 0.5}
        stroke={rule}
      />
      <path d={path} fill="none" stroke={bar} strokeWidth="1.75" />
      {end && <circle cx={end.x} cy={end.y} r={MARGIN} fill={bar} />}
    </svg>
  );
}
