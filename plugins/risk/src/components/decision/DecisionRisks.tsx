import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  DecisionDetail,
  DecisionRisk,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { LevelMark, Panel, plural } from '../primitives';
import { FindingLink } from '../product/FindingLink';

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    item: {
      display: 'grid',
      gridTemplateColumns: '104px minmax(0, 1fr) 92px',
      gap: theme.spacing(0, 2),
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    below: { color: theme.palette.text.secondary, fontSize: '0.875rem' },
    number: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
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
      <ul className={classes.list}>
        {risks.map(risk => (
          <li key={risk.id} className={classes.item}>
            <LevelMark level={risk.level ?? 'unrated'} />
            <RiskText risk={risk} decision={decision} />
            <span className={classes.number}>
              {risk.level ? `${formatPoints(risk.exposure)} points` : 'unrated'}
            </span>
          </li>
        ))}
      </ul>
      <Typography variant="body2" className={classes.total}>
        <strong>{formatPoints(exposure)} points</strong> together
        {hiddenRisks > 0 &&
          `, with ${plural(hiddenRisks, 'risk')} you may not see`}
        {then(decision)}
      </Typography>
    </Panel>
  );
}

function RiskText(props: { risk: DecisionRisk; decision: DecisionDetail }) {
  const { risk, decision } = props;
  const classes = useStyles();
  const words = risk.statement || risk.title;
  const entity = decision.snapshots
    .filter(({ riskId }) => riskId === risk.id)
    .flatMap(({ entities }) => entities)
    .at(0);
  return (
    <div>
      {risk.findingId && entity ? (
        <FindingLink entityRef={entity.ref} findingId={risk.findingId}>
          {words}
        </FindingLink>
      ) : (
        words
      )}
      <div className={classes.below}>
        {[
          words !== risk.title && risk.title,
          entity?.title,
          risk.state === 'closed' && 'closed meanwhile',
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
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
