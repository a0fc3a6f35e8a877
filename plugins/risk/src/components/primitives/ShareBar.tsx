import { makeStyles } from '@material-ui/core/styles';
import { formatProbability } from '@product-risk/risk-model';
import { useRiskPalette } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: '1fr 44px',
      alignItems: 'center',
      gap: 6,
    },
    track: { height: 8, borderRadius: 2 },
    bar: { height: 8, borderRadius: 2, minWidth: 1 },
    text: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  },
  { name: 'RiskShareBar' },
);

/** A share from 0 to 1 as a bar with its percent. */
export function ShareBar({ share, color }: { share: number; color?: string }) {
  const classes = useStyles();
  const { rule, bar } = useRiskPalette();
  const within = Math.min(1, Math.max(0, share));
  return (
    <span className={classes.root}>
      <span className={classes.track} style={{ background: rule }}>
        <span
          className={classes.bar}
          style={{
            display: 'block',
            width: `${within * 100}%`,
            background: color ?? bar,
          }}
        />
      </span>
      <span className={classes.text}>{formatProbability(within)}</span>
    </span>
  );
}
