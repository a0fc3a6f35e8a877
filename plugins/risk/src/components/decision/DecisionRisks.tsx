import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DecisionDetail,
  DecisionRisk,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { Panel, plural, RiskItem, RiskItems } from '../primitives';

const useStyles = makeStyles(
  theme => ({
    total: { marginTop: theme.spacing(1) },
  }),
  { name: 'RiskDecisionRiskList' },
);

/** What is decided about, with the exposure of today. */
export function DecisionRisks({ decision }: { decision: DecisionDetail }) {
  const classes = useStyles();
  const { risks, hiddenRisks, exposure } = decision;
  return (
    <Panel title="What it is about">
      <RiskItems>
        {risks.map(risk => (
          <Item key={risk.id} risk={risk} decision={decision} />
        ))}
      </RiskItems>
      <Typography variant="body2" className={classes.total}>
        <strong>{formatPoints(exposure)} points</strong> together
        {hiddenRisks > 0 &&
          `, with ${plural(hiddenRisks, 'risk')} you may not see`}
        {then(decision)}
      </Typography>
    </Panel>
  );
}

function Item(props: { risk: DecisionRisk; decision: DecisionDetail }) {
  const { risk, decision } = props;
  const entity = decision.snapshots
    .filter(({ riskId }) => riskId === risk.id)
    .flatMap(({ entities }) => entities)
    .at(0);
  return (
    <RiskItem
      risk={risk}
      entityRef={entity?.ref}
      below={[entity?.title, risk.state === 'closed' && 'closed meanwhile']
        .filter(Boolean)
        .join(' · ')}
      number={risk.level ? `${formatPoints(risk.exposure)} points` : 'unrated'}
    />
  );
}

function then(decision: DecisionDetail): string {
  const { exposure, exposureAtRequest, exposureAtGrant } = decision;
  const before = exposureAtGrant ?? exposureAtRequest;
  if (before === exposure) return '.';
  return ` today, ${formatPoints(before)} when it was ${
    exposureAtGrant === undefined ? 'asked' : 'accepted'
  }.`;
}
