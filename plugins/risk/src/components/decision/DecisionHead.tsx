import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { DecisionDetail } from '@product-risk/backstage-plugin-risk-common';
import {
  AttentionBanner,
  EntityName,
  formatDay,
  NamedText,
  PartialNotice,
} from '../primitives';
import { DecisionLink } from './DecisionLink';
import { decisionStatusWords, decisionWords, isWaiting } from './decisionWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      padding: theme.spacing(2),
      display: 'grid',
      gap: theme.spacing(1),
    },
    status: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
    sentence: {
      fontSize: '1.25rem',
      fontWeight: 600,
      lineHeight: 1.4,
      whiteSpace: 'pre-line',
      maxWidth: 900,
      overflowWrap: 'anywhere',
    },
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
  }),
  { name: 'RiskDecisionHead' },
);

const capital = (words: string) =>
  `${words.charAt(0).toLocaleUpperCase('en-US')}${words.slice(1)}`;

/** What could happen in plain words, and where the decision is. */
export function DecisionHead({ decision }: { decision: DecisionDetail }) {
  const classes = useStyles();
  const { sentence, origin, requestedBy, requestedAt, hiddenRisks } = decision;
  return (
    <Paper
      component="section"
      variant="outlined"
      className={classes.root}
      aria-label={`Decision: ${decisionStatusWords[decision.status]}`}
    >
      <div className={classes.status}>
        <NamedText text={capital(decisionWords(decision))} />
      </div>
      <Typography component="h2" className={classes.sentence}>
        {sentence}
      </Typography>
      <div className={classes.status}>
        {origin === 'file' ? (
          `A threat model calls it accepted; asked on ${formatDay(requestedAt)}`
        ) : (
          <>
            Asked by <EntityName of={requestedBy} /> on {formatDay(requestedAt)}
          </>
        )}
        {isWaiting(decision) &&
          `, until ${formatDay(decision.proposedExpiry)} if accepted`}
        <Relatives decision={decision} />
      </div>
      <Changes decision={decision} />
      {hiddenRisks > 0 && (
        <PartialNotice title="It is also about risks that you may not see">
          Their exposure is counted; names and texts are left out.
        </PartialNotice>
      )}
    </Paper>
  );
}

function Relatives({ decision }: { decision: DecisionDetail }) {
  const { product, supersedes, supersededBy } = decision;
  return (
    <>
      {supersedes && (
        <>
          {' · '}
          <DecisionLink decision={{ id: supersedes, product }}>
            asks for more time than this one
          </DecisionLink>
        </>
      )}
      {supersededBy && (
        <>
          {' · '}
          <DecisionLink decision={{ id: supersededBy, product }}>
            replaced by this one
          </DecisionLink>
        </>
      )}
    </>
  );
}

/** What is no longer as it was when it was asked, or granted. */
function Changes({ decision }: { decision: DecisionDetail }) {
  const classes = useStyles();
  const { status, staleReasons, changes } = decision;
  const texts = isWaiting(decision)
    ? changes.map(({ text }) => text)
    : staleReasons.map(({ text }) => text);
  if (texts.length === 0 || (status !== 'stale' && !isWaiting(decision))) {
    return null;
  }
  return (
    <AttentionBanner
      title={
        isWaiting(decision)
          ? 'Changed since it was asked'
          : 'What was accepted is not what is there any more'
      }
    >
      <ul className={classes.list}>
        {texts.map(text => (
          <li key={text}>
            <NamedText text={text} />
          </li>
        ))}
      </ul>
    </AttentionBanner>
  );
}
