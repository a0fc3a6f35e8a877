import Link from '@material-ui/core/Link';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  CategoryPage,
  EntityLink,
} from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, ExposureNumber, plural } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    table: {
      '& th, & td': { padding: theme.spacing(0.75, 1) },
      '& thead th': { whiteSpace: 'nowrap' },
    },
  }),
  { name: 'RiskCategoryProducts' },
);

/** The assessed products with risks of a category. */
export function CategoryProducts(props: {
  page: CategoryPage;
  onOpenRisks: (product: EntityLink) => void;
}) {
  const { products, hidden, further } = props.page;
  const classes = useStyles();
  return (
    <>
      {products.length === 0 && hidden === 0 && (
        <Typography variant="body2">
          No assessed product has a risk of this category.
        </Typography>
      )}
      {products.length > 0 && (
        <Table size="small" aria-label="Where it is" className={classes.table}>
          <TableHead>
            <TableRow>
              <TableCell>Product</TableCell>
              <TableCell>State</TableCell>
              <TableCell align="right">Confirmed</TableCell>
              <TableCell align="right">Suggested</TableCell>
              <TableCell align="right">Points</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {products.map(row => (
              <TableRow key={row.product.ref}>
                <TableCell component="th" scope="row">
                  <CatalogLink to={row.product} risk />
                </TableCell>
                <TableCell>
                  {row.affected ? 'affected' : 'not affected'}
                </TableCell>
                <TableCell align="right">
                  <Link
                    component="button"
                    type="button"
                    underline="always"
                    style={{ font: 'inherit', verticalAlign: 'baseline' }}
                    aria-label={`${row.confirmed} confirmed: show the risks of ${row.product.title}`}
                    onClick={() => props.onOpenRisks(row.product)}
                  >
                    {row.confirmed}
                  </Link>
                </TableCell>
                <TableCell align="right">{row.suggested}</TableCell>
                <TableCell align="right">
                  <ExposureNumber units={row.exposure} bare />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {hidden > 0 && (
        <Typography variant="body2">
          {plural(hidden, 'further product')} not visible to you.
        </Typography>
      )}
      {further > 0 && (
        <Typography variant="body2">
          And {plural(further, 'more product', 'more products')} with less
          exposure.
        </Typography>
      )}
    </>
  );
}
