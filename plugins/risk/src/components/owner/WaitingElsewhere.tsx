import { makeStyles } from '@material-ui/core/styles';
import { Decision } from '@product-risk/backstage-plugin-risk-common';
import { DecisionLink, decisionWords } from '../decision';
import { NamedText, Panel } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(2.5), lineHeight: 1.6 },
  }),
  { name: 'RiskWaitingElsewhere' },
);

/**
 * Steps that are mine in products that I do not own: to sign second, or to
 * name options for what I asked.
 */
export function WaitingElsewhere(props: { decisions: readonly Decision[] }) {
  const classes = useStyles();
  if (props.decisions.length === 0) return null;
  return (
    <Panel title={`Waiting for you elsewhere (${props.decisions.length})`}>
      <ul className={classes.list}>
        {props.decisions.map(decision => (
          <li key={decision.id}>
            {decision.product.title}:{' '}
            <DecisionLink decision={decision}>{decision.sentence}</DecisionLink>
            , <NamedText text={decisionWords(decision)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
