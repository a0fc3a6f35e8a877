import { makeStyles } from '@material-ui/core/styles';
import { Initiative } from '@product-risk/backstage-plugin-risk-common';
import { plural, useRiskPalette } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(120px, max-content) minmax(60px, 1fr) auto',
      alignItems: 'center',
      gap: theme.spacing(0.5, 1.5),
      fontSize: '0.875rem',
      maxWidth: 560,
    },
    track: { height: 10, borderRadius: 2 },
    bar: { display: 'block', height: 10, borderRadius: 2, minWidth: 2 },
    amount: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  }),
  { name: 'RiskCostComparison' },
);

const amountOf = (value: number) =>
  value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

/** Each product fixes it, or one fix for all: which way is cheaper. */
export function CostComparison(props: {
  cost: Pick<Initiative['cost'], 'affected' | 'allProducts' | 'platform'>;
}) {
  const classes = useStyles();
  const { rule, bar } = useRiskPalette();
  const { affected, allProducts, platform } = props.cost;
  if (allProducts === undefined || platform === undefined) return null;
  const most = Math.max(allProducts, platform, 1);
  const ways = [
    {
      name: `${plural(affected, 'product')}, each on its own`,
      value: allProducts,
    },
    { name: 'One fix for all', value: platform },
  ];
  return (
    // The sentence beside it says the same.
    <div className={classes.root} aria-hidden>
      {ways.map(({ name, value }) => [
        <span key={`${name} name`}>{name}</span>,
        <span
          key={`${name} bar`}
          className={classes.track}
          style={{ background: rule }}
        >
          <span
            className={classes.bar}
            style={{ width: `${(100 * value) / most}%`, background: bar }}
          />
        </span>,
        <span key={name} className={classes.amount}>
          {amountOf(value)}
        </span>,
      ])}
    </div>
  );
}
