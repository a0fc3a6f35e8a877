import { lazy, Suspense } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { TrendPoint } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { formatDay, NotAssessed, SkeletonLines } from '../primitives';
import { stepsOf } from './steps';

const TrendChart = lazy(() => import('./TrendChart'));

const useStyles = makeStyles(
  theme => ({
    table: {
      width: '100%',
      fontSize: '0.875rem',
      borderCollapse: 'collapse',
      '& th, & td': { textAlign: 'left', padding: theme.spacing(0.25, 0) },
      '& td:last-child, & th:last-child': { textAlign: 'right' },
    },
    summary: {
      cursor: 'pointer',
      fontSize: '0.875rem',
      marginTop: theme.spacing(0.5),
    },
  }),
  { name: 'RiskTrend' },
);

/** A trend in a sentence. */
export function trendSentence(points: readonly TrendPoint[]): string {
  const known = points.flatMap(({ day, exposure }) =>
    exposure === undefined ? [] : [{ day, exposure }],
  );
  const last = known.at(-1);
  if (!last) return 'Nothing was assessed in this time.';
  const stopped = points.at(-1)?.exposure === undefined;
  const ends = stopped
    ? `It stood at ${formatPoints(
        last.exposure,
      )} points until it was not assessed any more.`
    : `It stands at ${formatPoints(last.exposure)} points.`;
  if (known[0].day === last.day) return ends;
  const worst = known.reduce((a, b) => (b.exposure > a.exposure ? b : a));
  return `From ${formatPoints(known[0].exposure)} points on ${formatDay(
    known[0].day,
  )}, at most ${formatPoints(worst.exposure)} on ${formatDay(
    worst.day,
  )}. ${ends}`;
}

/** Which part of a trend nobody watched, in a sentence. */
export function historySentence(
  points: readonly TrendPoint[],
): string | undefined {
  const last = points.filter(({ backfilled }) => backfilled).at(-1);
  return (
    last &&
    `Up to ${formatDay(
      last.day,
    )} it is taken from older versions of the threat models, brought in later.`
  );
}

/** How exposure went, as a step line, a sentence and a table. */
export function Trend(props: {
  points: readonly TrendPoint[];
  /** Length of the window. */
  days: number;
}) {
  const { points, days } = props;
  const classes = useStyles();
  const steps = stepsOf(points, days);
  if (!steps || points.every(point => point.exposure === undefined)) {
    return (
      <Typography variant="body2" component="div">
        <NotAssessed /> There is no trend before something is assessed.
      </Typography>
    );
  }
  return (
    <>
      <div aria-hidden="true">
        <Suspense fallback={<SkeletonLines lines={1} height={200} />}>
          <TrendChart steps={steps} />
        </Suspense>
      </div>
      <Typography variant="body2">
        {[trendSentence(points), historySentence(points)]
          .filter(Boolean)
          .join(' ')}
      </Typography>
      <details>
        <summary className={classes.summary}>The steps as a table</summary>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Points</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ day, exposure, backfilled }) => (
              <tr key={day}>
                <td>
                  {formatDay(day)}
                  {backfilled && ' (older version)'}
                </td>
                <td>
                  {exposure === undefined ? (
                    <NotAssessed />
                  ) : (
                    formatPoints(exposure)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
