import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTheme } from '@material-ui/core/styles';
import { TreatmentComparison } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, UNITS_PER_POINT } from '@product-risk/risk-model';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { costWords, formatProjected } from './treatmentWords';

const HEIGHT = 240;

interface Point {
  cost: number;
  points: number;
}

const pointOf = ({
  cost,
  projectedPoints,
}: {
  cost: number;
  projectedPoints: number;
}): Point => ({ cost: cost / 100, points: projectedPoints });

/** The drawing alone: the table of the front says the same in words. */
export default function ParetoChart(props: {
  comparison: TreatmentComparison;
}) {
  const { paretoFront, whatIf, target, costUnit } = props.comparison;
  const { palette } = useTheme();
  const { bar, rule, level } = useRiskPalette();
  const text = { fill: palette.text.secondary, fontSize: 12 };
  return (
    <div aria-hidden="true">
      <ResponsiveContainer width="100%" height={HEIGHT}>
        <ScatterChart margin={{ top: 12, right: 16, bottom: 20, left: 0 }}>
          <CartesianGrid stroke={rule} />
          <XAxis
            dataKey="cost"
            type="number"
            name="Cost"
            tick={text}
            stroke={rule}
            label={{
              value: costUnit,
              position: 'insideBottom',
              offset: -8,
              ...text,
            }}
          />
          <YAxis
            dataKey="points"
            type="number"
            name="Left"
            tick={text}
            stroke={rule}
            width={44}
            domain={[0, 'auto']}
          />
          {target !== undefined && (
            <ReferenceLine
              y={target / UNITS_PER_POINT}
              stroke={palette.text.primary}
              strokeDasharray="5 3"
              label={{
                value: `target ${formatPoints(target)}`,
                position: 'insideTopRight',
                ...text,
              }}
              ifOverflow="extendDomain"
            />
          )}
          <Tooltip
            isAnimationActive={false}
            formatter={(value: number, name: string) => [
              name === 'Cost'
                ? costWords(value * 100, costUnit)
                : `${formatProjected(value)} points`,
              name,
            ]}
            contentStyle={{
              background: palette.background.paper,
              borderColor: rule,
              color: palette.text.primary,
            }}
          />
          <Scatter
            name="Pareto front"
            data={paretoFront.map(pointOf)}
            fill={bar}
            line={{ stroke: bar }}
            isAnimationActive={false}
          />
          <Scatter
            name="Your choice"
            data={[pointOf(whatIf)]}
            fill={level.critical}
            shape="diamond"
            isAnimationActive={false}
          />
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}
