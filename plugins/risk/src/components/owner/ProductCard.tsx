import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { ProductSummary } from '@product-risk/backstage-plugin-risk-common';
import {
  CatalogLink,
  ChangeArrow,
  ExposureNumber,
  LevelMark,
  NotAssessed,
  OwnerLine,
  plural,
} from '../primitives';
import { BudgetBar } from '../budget';
import { SevereChance } from '../product/SevereChance';
import { Spark } from '../trend';

const TREND_DAYS = 30;

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(1.5, 2),
      display: 'grid',
      alignContent: 'start',
      gap: theme.spacing(0.75),
      minWidth: 0,
      height: '100%',
      boxSizing: 'border-box',
    },
    head: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'baseline',
      gap: theme.spacing(2),
    },
    title: { fontSize: '1rem', fontWeight: 600, overflowWrap: 'anywhere' },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
    },
    owner: { fontSize: '0.875rem', color: theme.palette.text.secondary },
  }),
  { name: 'RiskProductCard' },
);

/** One product: how bad, how sure, which way it goes. */
export function ProductCard(props: {
  product: ProductSummary;
  /** How many of its decisions wait for the reader. */
  waiting?: number;
}) {
  const { product, waiting = 0 } = props;
  const classes = useStyles();
  const { entity, assessed, worst, exposures, change, trend, owner, budget } =
    product;
  const title = entity?.title ?? 'No product';
  return (
    <Paper
      component="article"
      variant="outlined"
      className={classes.root}
      aria-label={title}
    >
      <div className={classes.head}>
        <Typography component="h3" className={classes.title}>
          {entity ? <CatalogLink to={entity} risk /> : title}
        </Typography>
        {worst && <LevelMark level={worst} />}
      </div>
      <div className={classes.row}>
        {assessed ? (
          <ExposureNumber
            size="headline"
            units={exposures.current}
            explain={{ metric: 'exposure', ref: entity?.ref }}
          />
        ) : (
          <NotAssessed />
        )}
        {assessed && change && (
          <ChangeArrow delta={change.delta} since={change.since} />
        )}
        <Spark points={trend} days={TREND_DAYS} />
      </div>
      {assessed && (
        <SevereChance severe={product.severe} productRef={entity?.ref} />
      )}
      {budget && <BudgetBar budget={budget} productRef={entity?.ref} />}
      <Typography variant="body2">{product.sentence}</Typography>
      {entity && waiting > 0 && (
        <Typography variant="body2" component="div">
          <CatalogLink
            risk
            to={{
              ref: entity.ref,
              title: `${plural(waiting, 'decision')} waiting for you`,
            }}
          />
        </Typography>
      )}
      {owner.state !== 'confirmed' && (
        <div className={classes.owner}>
          Owner: <OwnerLine owner={owner} />
        </div>
      )}
    </Paper>
  );
}
