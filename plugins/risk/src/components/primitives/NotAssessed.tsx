import { makeStyles } from '@material-ui/core/styles';
import { useRiskPalette } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-block',
      padding: '1px 8px',
      borderRadius: 3,
      fontSize: '0.8125rem',
      fontWeight: 600,
      whiteSpace: 'nowrap',
    },
    words: { padding: '0 4px', borderRadius: 2 },
  },
  { name: 'RiskNotAssessed' },
);

/** What nobody looked at: unknown, which is neither zero nor empty. */
export function NotAssessed({ words = 'not assessed' }: { words?: string }) {
  const classes = useStyles();
  const { notAssessed, surface } = useRiskPalette();
  return (
    <span
      className={classes.root}
      style={{
        background: notAssessed.background,
        color: notAssessed.text,
        border: `1px dashed ${notAssessed.text}`,
      }}
    >
      <span className={classes.words} style={{ background: surface }}>
        {words}
      </span>
    </span>
  );
}
