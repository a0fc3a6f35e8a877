import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CategoryVerdict } from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, plural } from '../primitives';
import { categoryTitle } from './categoryWords';

const MAX_SHOWN = 8;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
      gap: theme.spacing(2),
      marginTop: theme.spacing(2),
    },
    title: { fontSize: '0.875rem', fontWeight: 600 },
    list: {
      margin: theme.spacing(0.5, 0, 0),
      paddingLeft: theme.spacing(2.5),
      fontSize: '0.875rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'RiskSystemicLists' },
);

/** What one fix would solve, and which single products stand out. */
export function SystemicLists(props: { verdicts: readonly CategoryVerdict[] }) {
  const classes = useStyles();
  const causes = props.verdicts.flatMap(({ category, commonCause, affected }) =>
    commonCause ? [{ category, commonCause, affected }] : [],
  );
  const spots = props.verdicts.flatMap(({ category, hotSpots }) =>
    hotSpots.map(spot => ({ category, ...spot })),
  );
  spots.sort((a, b) => a.qValue - b.qValue);
  return (
    <div className={classes.root}>
      <section aria-label="Common causes">
        <Typography component="h3" className={classes.title}>
          Common causes
        </Typography>
        {causes.length === 0 ? (
          <Typography variant="body2">
            No root cause is behind most of a systemic category.
          </Typography>
        ) : (
          <ul className={classes.list}>
            {causes
              .slice(0, MAX_SHOWN)
              .map(({ category, commonCause, affected }) => (
                <li key={category.id}>
                  {commonCause.title}: behind {commonCause.affected} of{' '}
                  {plural(affected, 'product')} affected by{' '}
                  {categoryTitle(category)}
                </li>
              ))}
            <Further count={causes.length - MAX_SHOWN} />
          </ul>
        )}
      </section>
      <section aria-label="Hot spots">
        <Typography component="h3" className={classes.title}>
          Hot spots
        </Typography>
        {spots.length === 0 ? (
          <Typography variant="body2">
            No product has more of a category than its number of risks explains.
          </Typography>
        ) : (
          <ul className={classes.list}>
            {spots
              .slice(0, MAX_SHOWN)
              .map(({ category, product, qValue }, index) => (
                <li key={`${category.id} ${product?.ref ?? index}`}>
                  {product ? (
                    <CatalogLink to={product} risk />
                  ) : (
                    'A product that you may not see'
                  )}{' '}
                  has more of {categoryTitle(category)} than its number of risks
                  explains (q = {qValue.toPrecision(2)})
                </li>
              ))}
            <Further count={spots.length - MAX_SHOWN} />
          </ul>
        )}
      </section>
    </div>
  );
}

function Further({ count }: { count: number }) {
  return count > 0 ? <li>and {count} more</li> : null;
}
