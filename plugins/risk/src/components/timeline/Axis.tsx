import { useTheme } from '@material-ui/core/styles';
import { formatDay, useRiskPalette } from '../primitives';
import { DayWindow, isoOf } from './dayWindow';
import { ticksOf, widthOf, xOf } from './layout';

const TODAY = 'today';

/** Days to orient by, and today. */
export function Axis(props: {
  window: DayWindow;
  today: number;
  width: number;
  /** Where the lanes begin. */
  top: number;
  height: number;
}) {
  const { window, today, width, top, height } = props;
  const { palette } = useTheme();
  const { rule, attention } = useRiskPalette();
  const now =
    today >= window.from && today <= window.to
      ? xOf(today + 0.5, window, width)
      : undefined;
  const hidesBehind = (x: number) =>
    now !== undefined && x < now + widthOf(TODAY) / 2 + 4 && x + 44 > now - 20;
  return (
    <g aria-hidden fontSize={12}>
      {ticksOf(window, width).map(({ day, x }) => (
        <g key={day}>
          <line x1={x} x2={x} y1={top} y2={top + height} stroke={rule} />
          {x + 44 <= width && !hidesBehind(x) && (
            <text x={x} y={top - 8} fill={palette.text.secondary}>
              {formatDay(isoOf(day))}
            </text>
          )}
        </g>
      ))}
      {now !== undefined && (
        <>
          <line
            x1={now}
            x2={now}
            y1={top - 4}
            y2={top + height}
            stroke={attention.border}
            strokeWidth={2}
          />
          <text
            x={now}
            y={top - 8}
            textAnchor="middle"
            fontWeight={600}
            fill={palette.text.primary}
          >
            {TODAY}
          </text>
        </>
      )}
    </g>
  );
}
