import { lazy, Suspense } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { CategoryPage } from '@product-risk/backstage-plugin-risk-common';
import {
  dayAhead,
  formatDay,
  NotAssessed,
  plural,
  SkeletonLines,
} from '../primitives';
import { stepsOf } from '../trend/steps';

const TrendChart = lazy(() => import('../trend/TrendChart'));

const DAYS = 90;

type Points = CategoryPage['trend'];

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      fontSize: '0.875rem',
      '& th, & td': { textAlign: 'left', padding: theme.spacing(0.25, 0) },
      '& td:last-child, & th:last-child': { textAlign: 'right' },
    },
    summary: { cursor: 'pointer', fontSize: '0.875rem' },
  }),
  { name: 'RiskCategoryTrend' },
);

/** The trend of a category in a sentence. */
export function categoryTrendSentence(points: Points): string {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return 'No product was affected in this time.';
  const now = `${plural(last.affected, 'product')} affected`;
  return first.day === last.day
    ? `${now} since ${formatDay(last.day)}.`
    : `${now} since ${formatDay(last.day)}; ${first.affected} on ${formatDay(
        first.day,
      )}.`;
}

/** How many products a category affected, as steps, sentence and table. */
export function CategoryTrend(props: { points: Points; assessed: boolean }) {
  const { points, assessed } = props;
  const classes = useStyles();
  if (!assessed) return <NotAssessed />;
  const today = dayAhead(0);
  const last = points.at(-1);
  const steps = stepsOf(
    [
      ...points,
      ...(last && last.day < today ? [{ ...last, day: today }] : []),
    ].map(({ day, affected }) => ({ day, exposure: affected })),
    DAYS,
  );
  return (
    <>
      {steps && (
        <div aria-hidden="true">
          <Suspense fallback={<SkeletonLines lines={1} height={200} />}>
            <TrendChart
              steps={steps}
              of={{
                name: 'Affected',
                axis: String,
                value: count => plural(count, 'product'),
              }}
            />
          </Suspense>
        </div>
      )}
      <Typography variant="body2">{categoryTrendSentence(points)}</Typography>
      {points.length > 0 && (
        <details>
          <summary className={classes.summary}>The steps as a table</summary>
          <table className={classes.table}>
            <thead>
              <tr>
                <th scope="col">From</th>
                <th scope="col">Affected products</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ day, affected }) => (
                <tr key={day}>
                  <td>{formatDay(day)}</td>
                  <td>{affected}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}
