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
  const hasRoom = (x: number, words: string) => {
    const end = x + widthOf(words);
    const half = widthOf(TODAY) / 2 + 8;
    return (
      end <= width && (now === undefined || end < now - half || x > now + half)
    );
  };
  return (
    <g aria-hidden fontSize={12}>
      {ticksOf(window, width).map(({ day, x }) => {
        const words = formatDay(isoOf(day));
        return (
          <g key={day}>
            <line x1={x} x2={x} y1={top} y2={top + height} stroke={rule} />
            {hasRoom(x, words) && (
              <text x={x} y={top - 8} fill={palette.text.secondary}>
                {words}
              </text>
            )}
          </g>
        );
      })}
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
