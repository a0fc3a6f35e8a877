import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  Decision,
  DecisionDetail,
} from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { NamedText, ResourceView } from '../primitives';
import { DecisionLink } from './DecisionLink';
import { decisionWords, isWaiting } from './decisionWords';
import { RequestDecisionButton } from './RequestDecisionButton';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, paddingLeft: theme.spacing(2.5) },
    ask: { marginTop: theme.spacing(1) },
  }),
  { name: 'RiskDecisionOfRisk' },
);

/** What was decided about a risk, what changed since, and the way to ask. */
export function RiskDecision(props: {
  riskId: string;
  product: { ref: string; title: string };
  open: boolean;
  /** After somebody asked. */
  onChanged: () => void;
}) {
  const { riskId, product, open, onChanged } = props;
  const classes = useStyles();
  const api = useRiskApi();
  const decisions = useAsyncResource(async () => {
    const { items } = await api.listRiskDecisions({ params: { id: riskId } });
    const latest = items.at(0);
    const detail =
      latest?.status === 'stale'
        ? await api.getDecision({ params: { id: latest.id } })
        : undefined;
    return { items, detail };
  }, [api, riskId]);
  return (
    <ResourceView of={decisions}>
      {({ items, detail }) => (
        <>
          {items.length === 0 ? (
            <Typography variant="body2">
              Nobody has asked the owner of {product.title} about it.
            </Typography>
          ) : (
            <Decisions decisions={items} stale={detail} />
          )}
          {open && !items.some(isWaiting) && (
            <div className={classes.ask}>
              <RequestDecisionButton
                product={product}
                riskIds={[riskId]}
                onAsked={() => {
                  decisions.reload();
                  onChanged();
                }}
              />
            </div>
          )}
        </>
      )}
    </ResourceView>
  );
}

function Decisions(props: {
  decisions: readonly Decision[];
  stale?: DecisionDetail;
}) {
  const { decisions, stale } = props;
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {decisions.map(decision => (
        <li key={decision.id}>
          <DecisionLink decision={decision}>
            <NamedText text={decisionWords(decision)} />
          </DecisionLink>
          {decision.reason && `: ${decision.reason}`}
          {stale?.id === decision.id && (
            <ul className={classes.list}>
              {stale.staleReasons.map(({ code, text }) => (
                <li key={`${code} ${text}`}>{text}</li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}
