import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Report } from '@product-risk/backstage-plugin-risk-common';
import {
  ExposureNumber,
  LevelMark,
  levelsAndUnrated,
  NotAssessed,
  plural,
} from '../primitives';

const useStyles = makeStyles(
  theme => ({
    root: { padding: theme.spacing(2), display: 'grid', gap: theme.spacing(1) },
    sentence: { fontSize: '1.0625rem', lineHeight: 1.5, maxWidth: 980 },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'baseline',
      gap: theme.spacing(0.5, 2),
    },
  }),
  { name: 'RiskReportHeadline' },
);

/** The report in sentences and totals. */
export function Headline({ report }: { report: Report }) {
  const classes = useStyles();
  const { headline, products, exposures, risks } = report;
  const { byWorst } = products;
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.root}
      aria-label="In short"
    >
      {headline.map(sentence => (
        <Typography key={sentence} className={classes.sentence}>
          {sentence}
        </Typography>
      ))}
      <div className={classes.row}>
        {products.assessed > 0 ? (
          <ExposureNumber
            size="headline"
            units={exposures.current}
            label="of exposure"
            explain={{ metric: 'exposure' }}
          />
        ) : (
          <NotAssessed />
        )}
        <Levels counts={risks} label="Open risks by level" noun="risks" />
      </div>
      <div className={classes.row}>
        <span>
          {plural(products.total, 'product')} by{' '}
          {products.total === 1 ? 'its' : 'their'} worst risk:
        </span>
        <Levels
          counts={{ ...byWorst, unrated: 0 }}
          label="Products by worst level"
        />
        {byWorst.none > 0 && <span>{byWorst.none} without a rated risk</span>}
        {byWorst.notAssessed > 0 && (
          <NotAssessed words={`${byWorst.notAssessed} not assessed`} />
        )}
      </div>
      <div>
        Owners: {products.ownerConfirmed} confirmed, {products.ownerProposed}{' '}
        proposed, {products.ownerMissing} missing.
      </div>
    </Paper>
  );
}

function Levels(props: {
  counts: Report['risks'];
  label: string;
  noun?: string;
}) {
  const { counts, label, noun } = props;
  const classes = useStyles();
  const present = levelsAndUnrated.filter(level => counts[level] > 0);
  if (!present.length) return null;
  return (
    <span className={classes.row} role="group" aria-label={label}>
      {present.map(level => (
        <LevelMark key={level} level={level} count={counts[level]} />
      ))}
      {noun}
    </span>
  );
}
