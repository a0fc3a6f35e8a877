import { useId } from 'react';
import {
  Area,
  AreaChart,
  CartesianGrid,
  ReferenceArea,
  ReferenceDot,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme } from '@material-ui/core/styles';
import { formatPoints } from '@product-risk/risk-model';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { formatDay, MS_PER_DAY } from '../primitives';
import { TrendSteps } from './steps';

const HEIGHT = 200;

const dayOf = (at: number) => formatDay(new Date(at).toISOString());
const axisPoints = (units: number) => formatPoints(units).replace(/\.0$/, '');

function ticksOf({ from, to }: TrendSteps): number[] {
  const days = Math.round((to - from) / MS_PER_DAY);
  return [0, 1, 2, 3].map(
    step => from + Math.round((days * step) / 3) * MS_PER_DAY,
  );
}

/** What the steps count, in words. */
export interface TrendMeasure {
  name: string;
  axis: (value: number) => string;
  value: (value: number) => string;
}

const exposure: TrendMeasure = {
  name: 'Exposure',
  axis: axisPoints,
  value: units => `${formatPoints(units)} points`,
};

/** The drawing alone; `Trend` says the same in words. */
export default function TrendChart(props: {
  steps: TrendSteps;
  of?: TrendMeasure;
}) {
  const { steps, of = exposure } = props;
  const { palette } = useTheme();
  const { bar, rule, notAssessed } = useRiskPalette();
  const hatch = useId();
  const end = steps.vertices.at(-1);
  const text = { fill: palette.text.secondary, fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <AreaChart
        data={steps.vertices}
        margin={{ top: 8, right: 12, bottom: 0, left: 0 }}
      >
        <defs>
          <pattern
            id={hatch}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line
              x1="0"
              y1="0"
              x2="0"
              y2="6"
              stroke={notAssessed.text}
              strokeWidth="1"
              strokeOpacity="0.45"
            />
          </pattern>
        </defs>
        <CartesianGrid stroke={rule} vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[steps.from, steps.to]}
          ticks={ticksOf(steps)}
          tickFormatter={dayOf}
          tick={text}
          stroke={rule}
        />
        <YAxis
          domain={[0, 'auto']}
          tickFormatter={of.axis}
          allowDecimals={of === exposure}
          tick={text}
          stroke={rule}
          width={44}
        />
        {steps.gaps.map(({ from, to }) => (
          <ReferenceArea
            key={from}
            x1={from}
            x2={to}
            fill={`url(#${hatch})`}
            fillOpacity={1}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          labelFormatter={dayOf}
          formatter={(value: number) => [of.value(value), of.name]}
          contentStyle={{
            background: palette.background.paper,
            borderColor: rule,
            color: palette.text.primary,
          }}
        />
        <Area
          dataKey="exposure"
          type="stepAfter"
          connectNulls={false}
          stroke={bar}
          strokeWidth={2}
          fill={bar}
          fillOpacity={0.14}
          isAnimationActive={false}
        />
        {end && end.exposure !== null && (
          <ReferenceDot
            x={end.at}
            y={end.exposure}
            r={3.5}
            fill={bar}
            stroke="none"
            ifOverflow="extendDomain"
          />
        )}
      </AreaChart>
    </ResponsiveContainer>
  );
}
