import { makeStyles } from '@material-ui/core/styles';
import { DecisionPortfolio } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { CatalogLink, plural } from '../primitives';

const columns = [
  ['waiting', 'Waiting'],
  ['overdue', 'Overdue'],
  ['active', 'Accepted'],
  ['expiring', 'Ends soon'],
  ['stale', 'Stale'],
  ['expired', 'Expired'],
] as const;

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    table: {
      width: '100%',
      fontSize: '0.875rem',
      borderCollapse: 'collapse',
      '& th, & td': {
        padding: theme.spacing(0.5, 1),
        borderBottom: `1px solid ${theme.palette.divider}`,
        textAlign: 'right',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      },
      '& th:first-child, & td:first-child': { textAlign: 'left' },
    },
    none: { color: theme.palette.text.secondary },
    hidden: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
  }),
  { name: 'RiskDecisionsByProduct' },
);

/** Where decisions stand, a product a row. */
export function DecisionsByProduct(props: { portfolio: DecisionPortfolio }) {
  const { products, hiddenProducts } = props.portfolio;
  const classes = useStyles();
  if (products.length === 0 && hiddenProducts === 0) return null;
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label="Decisions by product">
        <thead>
          <tr>
            <th scope="col">Product</th>
            {columns.map(([name, words]) => (
              <th key={name} scope="col">
                {words}
              </th>
            ))}
            <th scope="col">Points accepted</th>
            <th scope="col">Risks treated</th>
          </tr>
        </thead>
        <tbody>
          {products.map(
            ({ product, counts, acceptedExposure, underTreatment }) => (
              <tr key={product.ref}>
                <td>
                  <CatalogLink to={product} risk />
                </td>
                {columns.map(([name]) => (
                  <td
                    key={name}
                    className={counts[name] === 0 ? classes.none : undefined}
                  >
                    {counts[name]}
                  </td>
                ))}
                <td>{formatPoints(acceptedExposure)}</td>
                <td>{underTreatment}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {hiddenProducts > 0 && (
        <span className={classes.hidden}>
          and {plural(hiddenProducts, 'product')} you may not see
        </span>
      )}
    </div>
  );
}
