import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { Session } from '@product-risk/backstage-plugin-risk-common';
import { Panel } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    heading: { fontSize: '0.875rem', fontWeight: 600 },
    words: {
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      marginBottom: theme.spacing(1.5),
    },
  }),
  { name: 'RiskSessionNotes' },
);

/** What a session wrote down, for whoever reads it and does not run it. */
export function SessionNotes({ session }: { session: Session }) {
  const classes = useStyles();
  const parts = [
    ['Notes', session.notes],
    ['Outcome', session.outcome],
  ] as const;
  return (
    <Panel title="Notes and outcome">
      {parts.map(([heading, words]) => (
        <section key={heading} aria-label={heading}>
          <Typography component="h3" className={classes.heading}>
            {heading}
          </Typography>
          <Typography variant="body2" className={classes.words}>
            {words || 'Nothing is written down yet.'}
          </Typography>
        </section>
      ))}
      <Typography variant="body2" color="textSecondary">
        Sessions are run by the people who build and secure the product.
      </Typography>
    </Panel>
  );
}
