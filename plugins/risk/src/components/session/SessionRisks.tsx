import { ReactNode, useState } from 'react';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  ProductRisk,
  riskRatePermission,
  Session,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { usePermission } from '@backstage/plugin-permission-react';
import { useAction, useRiskApi } from '../../hooks';
import {
  ErrorState,
  FindingLink,
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
    risk: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      padding: theme.spacing(0.75, 0),
      borderTop: `1px solid ${theme.palette.divider}`,
      '&:first-child': { borderTop: 0 },
    },
    words: { overflowWrap: 'anywhere', fontSize: '0.875rem' },
    below: { color: theme.palette.text.secondary, fontSize: '0.8125rem' },
    actions: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
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
  const rates = usePermission({ permission: riskRatePermission });
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
  const all = ticked.length === assumed.length;
  const list = (risks: readonly ProductRisk[], nothing: string) =>
    risks.length === 0 ? (
      <Typography variant="body2" gutterBottom>
        {nothing}
      </Typography>
    ) : (
      <ul className={classes.list}>
        {risks.map(risk => (
          <RiskLine key={risk.id} risk={risk}>
            {rates.allowed && isAssumed(risk) && (
              <Checkbox
                size="small"
                color="primary"
                inputProps={{
                  'aria-label': `Confirm the rating of ${risk.title}`,
                }}
                checked={ticked.includes(risk.id)}
                onChange={(_, on) =>
                  setTicked(
                    on
                      ? [...ticked, risk.id]
                      : ticked.filter(one => one !== risk.id),
                  )
                }
              />
            )}
          </RiskLine>
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
        <div className={classes.actions}>
          {assumed.length > 1 && rates.allowed && (
            <Button
              size="small"
              onClick={() => setTicked(all ? [] : assumed.map(risk => risk.id))}
            >
              {all ? 'Choose none' : `Choose all ${assumed.length}`}
            </Button>
          )}
          <GuardedButton
            variant="outlined"
            permission={riskRatePermission}
            refusal="Ratings are confirmed by the people who may rate risks."
            disabled={ticked.length === 0 || confirm.running}
            onClick={() => confirm.run()}
          >
            Confirm {plural(ticked.length, 'rating')}
          </GuardedButton>
        </div>
      )}
    </Panel>
  );
}

function RiskLine(props: { risk: ProductRisk; children: ReactNode }) {
  const { risk, children } = props;
  const { title, level, ratingState, exposure, state, findingId } = risk;
  const classes = useStyles();
  const [entity] = risk.entities;
  return (
    <li className={classes.risk}>
      <div>
        <div className={classes.words}>
          {findingId && entity ? (
            <FindingLink entityRef={entity.ref} findingId={findingId}>
              {title}
            </FindingLink>
          ) : (
            title
          )}
        </div>
        <div className={classes.below}>
          <LevelMark level={level ?? 'unrated'} />
          {ratingState !== 'unrated' && ` · ${formatPoints(exposure)} points`}
          {ratingState === 'assumed' && ', rating assumed'}
          {state === 'closed' && ' · closed'}
          {state === 'open' &&
            risk.treatmentUnderWay &&
            ' · treatment under way'}
        </div>
      </div>
      {children}
    </li>
  );
}
