import { useState } from 'react';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ProductRisk,
  riskRatePermission,
  Session,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { useAction, useRiskApi } from '../../hooks';
import {
  ErrorState,
  GuardedButton,
  LevelMark,
  Panel,
  PartialNotice,
  plural,
} from '../primitives';

const useStyles = makeStyles(
  theme => ({
    heading: { fontSize: '0.875rem', fontWeight: 600 },
    list: {
      listStyle: 'none',
      margin: theme.spacing(0, 0, 1.5),
      padding: 0,
    },
  }),
  { name: 'RiskSessionRisks' },
);

const isAssumed = ({ ratingState, state }: ProductRisk) =>
  ratingState === 'assumed' && state === 'open';

/** Risks in and out of a session; assumed ratings are confirmed in bulk. */
export function SessionRisks(props: {
  session: Session;
  onConfirmed: () => void;
}) {
  const { session, onConfirmed } = props;
  const { id, risksIn, risksOut, hiddenRisks } = session;
  const classes = useStyles();
  const api = useRiskApi();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const confirm = useAction(async () => {
    const result = await api.confirmRatings({
      params: { id },
      body: { riskIds: [...ticked] },
    });
    const titleOf = (riskId: string) =>
      [...risksIn, ...risksOut].find(risk => risk.id === riskId)?.title ??
      riskId;
    setTicked([]);
    setRefused(
      result.refused.map(
        ({ riskId, reason }) => `${titleOf(riskId)}: ${reason}`,
      ),
    );
    onConfirmed();
  });
  const assumed = [...risksIn, ...risksOut].filter(isAssumed);
  const list = (risks: readonly ProductRisk[], nothing: string) =>
    risks.length === 0 ? (
      <Typography variant="body2">{nothing}</Typography>
    ) : (
      <ul className={classes.list}>
        {risks.map(risk => (
          <li key={risk.id}>
            {isAssumed(risk) ? (
              <FormControlLabel
                control={
                  <Checkbox
                    size="small"
                    color="primary"
                    checked={ticked.includes(risk.id)}
                    onChange={event =>
                      setTicked(
                        event.target.checked
                          ? [...ticked, risk.id]
                          : ticked.filter(one => one !== risk.id),
                      )
                    }
                  />
                }
                label={<RiskLine risk={risk} />}
              />
            ) : (
              <RiskLine risk={risk} />
            )}
          </li>
        ))}
      </ul>
    );
  return (
    <Panel title="Risks of this session">
      <Typography component="h3" className={classes.heading}>
        Brought it about
      </Typography>
      {list(risksIn, 'None named.')}
      <Typography component="h3" className={classes.heading}>
        Found in it
      </Typography>
      {list(risksOut, 'None yet.')}
      {hiddenRisks > 0 && (
        <Typography variant="body2">
          and {plural(hiddenRisks, 'risk')} you may not see
        </Typography>
      )}
      {refused.length > 0 && (
        <PartialNotice title="Not confirmed">
          {refused.join('; ')}
        </PartialNotice>
      )}
      {confirm.error && <ErrorState error={confirm.error} />}
      {assumed.length > 0 && (
        <GuardedButton
          permission={riskRatePermission}
          refusal="Ratings are confirmed by the people who may rate risks."
          disabled={ticked.length === 0 || confirm.running}
          onClick={() => confirm.run()}
        >
          Confirm {plural(ticked.length, 'rating')}
        </GuardedButton>
      )}
    </Panel>
  );
}

function RiskLine({ risk }: { risk: ProductRisk }) {
  const { title, level, ratingState, exposure, state, treatmentUnderWay } =
    risk;
  return (
    <>
      <LevelMark level={level ?? 'unrated'} /> {title}
      {ratingState === 'unrated' ? '' : `, ${formatPoints(exposure)} points`}
      {ratingState === 'assumed' && ', rating assumed'}
      {state === 'closed' && ', closed'}
      {state === 'open' && treatmentUnderWay && ', treatment under way'}
    </>
  );
}
