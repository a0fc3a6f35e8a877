import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { formatProbability } from '@product-risk/risk-model';
import { useRiskPalette } from '../../theme/useRiskPalette';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2.5),
      listStyle: 'none',
      margin: theme.spacing(1, 0),
      padding: 0,
      fontSize: '0.8125rem',
    },
    item: { display: 'inline-flex', alignItems: 'center', gap: 6 },
    sign: { display: 'inline-block', flex: 'none' },
  }),
  { name: 'RiskPlotLegend' },
);

/** What the marks of the forest plot mean. */
export function PlotLegend({ tolerated }: { tolerated: number }) {
  const classes = useStyles();
  const { bar, level, notAssessed } = useRiskPalette();
  const item = (width: number, style: object, words: ReactNode) => (
    <li className={classes.item}>
      <span
        aria-hidden="true"
        className={classes.sign}
        style={{ width, height: 12, ...style }}
      />
      {words}
    </li>
  );
  return (
    <ul className={classes.root} aria-label="What the marks mean">
      {item(22, { background: bar, height: 6 }, 'confirmed, 95 % interval')}
      {item(
        22,
        {
          height: 6,
          border: `1px solid ${bar}`,
          background: `repeating-linear-gradient(135deg, ${bar} 0 2px, transparent 2px 5px)`,
        },
        'if every suggestion is right',
      )}
      {item(3, { background: level.medium }, 'by the number of risks alone')}
      {item(
        0,
        { borderLeft: `1px dashed ${notAssessed.text}` },
        `tolerated: ${formatProbability(tolerated)}`,
      )}
      {item(22, { background: notAssessed.background }, 'not assessed')}
    </ul>
  );
}
