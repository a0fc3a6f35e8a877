import { makeStyles } from '@material-ui/core/styles';
import { ExecutiveSummary } from '@product-risk/backstage-plugin-risk-common';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
      gap: '4mm',
      margin: '0 0 3mm',
    },
    part: { borderLeft: '1.2mm solid', paddingLeft: '3mm' },
    count: { fontSize: '20pt', fontWeight: 600, lineHeight: 1.1, margin: 0 },
    words: { fontSize: '10pt', lineHeight: 1.3 },
  },
  { name: 'RiskBudgetShares' },
);

/** How many products stand how with their budget. The words say it all. */
export function BudgetShares({ budgets }: Pick<ExecutiveSummary, 'budgets'>) {
  const classes = useStyles();
  const parts = [
    { count: budgets.over, words: 'over their budget', color: '#8e1220' },
    {
      count: budgets.runningOut,
      words: 'within it, and running out',
      color: '#b34700',
    },
    { count: budgets.within, words: 'within their budget', color: '#1a6e38' },
    {
      count: budgets.unknown,
      words: 'unknown: not assessed, or without a budget',
      color: '#777',
    },
  ];
  return (
    <div className={classes.root}>
      {parts.map(({ count, words, color }) => (
        <div
          key={words}
          className={classes.part}
          style={{ borderColor: color }}
        >
          <div className={classes.count}>{count}</div>
          <div className={classes.words}>{words}</div>
        </div>
      ))}
    </div>
  );
}
