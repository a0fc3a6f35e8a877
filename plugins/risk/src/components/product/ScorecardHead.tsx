import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Scorecard } from '@product-risk/backstage-plugin-risk-common';
import {
  ExposureNumber,
  LevelMark,
  levelsAndUnrated,
  NotAssessed,
} from '../primitives';
import { BudgetBar } from '../budget';
import { ExposureChange } from './ExposureChange';
import { SevereChance } from './SevereChance';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2), display: 'grid', gap: theme.spacing(1) },
    headline: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(1, 4),
    },
    counts: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    },
    sentence: { fontSize: '1rem', maxWidth: 900 },
  }),
  { name: 'RiskScorecardHead' },
);

/** Where the product stands, in ten seconds. */
export function ScorecardHead({ scorecard }: { scorecard: Scorecard }) {
  const classes = useStyles();
  const { entity, assessed, exposures, worst, risks, sentence, budget } =
    scorecard;
  const ref = entity.ref;
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.root}
      aria-label={`Risk scorecard of ${entity.title}`}
    >
      <div className={classes.headline}>
        {assessed ? (
          <>
            <span>
              <ExposureNumber
                size="headline"
                units={exposures.current}
                label="of exposure"
                explain={{ metric: 'exposure', ref }}
              />
            </span>
            <SevereChance severe={scorecard.severe} productRef={ref} headline />
            {worst && (
              <span>
                <LevelMark level={worst} size="large" /> is the worst
              </span>
            )}
          </>
        ) : (
          <NotAssessed />
        )}
      </div>
      {budget && <BudgetBar budget={budget} productRef={ref} />}
      <Typography className={classes.sentence}>{sentence}</Typography>
      {assessed && (
        <>
          <ExposureChange scorecard={scorecard} />
          <div
            className={classes.counts}
            role="group"
            aria-label="Open risks by level"
          >
            {levelsAndUnrated
              .filter(level => risks[level] > 0)
              .map(level => (
                <LevelMark key={level} level={level} count={risks[level]} />
              ))}
          </div>
        </>
      )}
    </Paper>
  );
}
