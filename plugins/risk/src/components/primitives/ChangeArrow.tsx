import { formatPoints } from '@product-risk/risk-model';
import { useRiskPalette } from '../../theme/useRiskPalette';
import { formatDay } from './format';

/** How an exposure moved: arrow, amount, since when and why. */
export function ChangeArrow(props: {
  /** In 1/10 000 point; positive is worse. */
  delta: number;
  /** UTC day. */
  since?: string;
  /** Such as "2 new, 1 re-rated". */
  cause?: string;
}) {
  const { delta, since, cause } = props;
  const palette = useRiskPalette();
  const rising = delta > 0;
  const amount =
    delta === 0
      ? 'unchanged'
      : `${rising ? '+' : '−'}${formatPoints(Math.abs(delta))}`;
  const color = rising ? palette.level.high : palette.level.low;
  return (
    <span style={{ whiteSpace: cause ? undefined : 'nowrap' }}>
      <span style={{ color, fontWeight: 600, whiteSpace: 'nowrap' }}>
        {delta !== 0 && <span aria-hidden="true">{rising ? '↑ ' : '↓ '}</span>}
        {amount}
      </span>
      {since && ` since ${formatDay(since)}`}
      {cause && `: ${cause}`}
    </span>
  );
}
