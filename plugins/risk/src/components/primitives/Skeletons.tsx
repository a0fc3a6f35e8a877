import { makeStyles } from '@material-ui/core/styles';
import { useRiskPalette } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  {
    root: { display: 'grid', gap: 10, padding: '4px 0' },
    line: {
      height: 18,
      borderRadius: 3,
      animation: '$pulse 1.6s ease-in-out infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
    '@keyframes pulse': { '50%': { opacity: 0.45 } },
  },
  { name: 'RiskSkeleton' },
);

const widths = ['100%', '86%', '93%', '78%', '89%'];

/** The outline of what is coming. */
export function SkeletonLines(props: {
  lines?: number;
  height?: number;
  /** What is loading, for who cannot see it. */
  label?: string;
}) {
  const { lines = 4, height, label = 'Loading' } = props;
  const classes = useStyles();
  const { rule } = useRiskPalette();
  return (
    <div className={classes.root} role="status" aria-label={label} aria-busy>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          className={classes.line}
          style={{ background: rule, width: widths[line % 5], height }}
        />
      ))}
    </div>
  );
}
