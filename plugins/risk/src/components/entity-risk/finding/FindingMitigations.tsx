import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  FindingDetail,
  Mitigation,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { EntityName, formatDay, GuardedButton } from '../../primitives';
import { useAction, useRiskApi } from '../../../hooks';
import { Tickets } from '../../tickets';
import { useChanged } from '../RefreshContext';
import { MitigationState } from '../mitigations/MitigationState';
import { DrawerPart } from './DrawerPart';
import { ReasonForm } from './ReasonForm';

const useStyles = makeStyles(
  theme => ({
    list: { listStyle: 'none', margin: 0, padding: 0 },
    item: { marginBottom: theme.spacing(1.5) },
    head: {
      display: 'flex',
      alignItems: 'baseline',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
    },
    text: { whiteSpace: 'pre-line' },
  }),
  { name: 'RiskFindingMitigations' },
);

/** What lowers the risk, and what shows that it is in place. */
export function FindingMitigations({ finding }: { finding: FindingDetail }) {
  const classes = useStyles();
  const { mitigations } = finding;
  return (
    <DrawerPart title="Mitigations">
      {mitigations.length ? (
        <ul className={classes.list}>
          {mitigations.map(mitigation => (
            <li key={mitigation.id} className={classes.item}>
              <MitigationItem mitigation={mitigation} />
            </li>
          ))}
        </ul>
      ) : (
        <Typography variant="body2">The file names none.</Typography>
      )}
    </DrawerPart>
  );
}

function MitigationItem({ mitigation }: { mitigation: Mitigation }) {
  const classes = useStyles();
  const api = useRiskApi();
  const changed = useChanged();
  const [editing, setEditing] = useState(false);
  const { id, title, description, state, evidence } = mitigation;
  const { verifiedBy, verifiedAt, statusRaw } = mitigation;
  const verified = state === 'verified';
  const verify = useAction(async (text: string) => {
    await api.verifyMitigation({
      params: { id },
      body: { verified: !verified, evidence: text },
    });
    setEditing(false);
    changed();
  });
  return (
    <>
      <div className={classes.head}>
        <Typography>{title}</Typography>
        <MitigationState state={state} />
      </div>
      {description && description !== title && (
        <Typography variant="body2" className={classes.text}>
          {description}
        </Typography>
      )}
      {statusRaw && (
        <Typography variant="body2" color="textSecondary">
          The file says “{statusRaw}”.
        </Typography>
      )}
      {verified && evidence && (
        <Typography variant="body2">
          Evidence: {evidence}
          {verifiedBy && verifiedAt && (
            <>
              {' ('}
              <EntityName of={verifiedBy} />, {formatDay(verifiedAt)})
            </>
          )}
        </Typography>
      )}
      <Tickets subject="mitigation" id={id} />
      {editing ? (
        <ReasonForm
          label={
            verified
              ? 'Why does it not hold any more?'
              : 'What shows that it is in place?'
          }
          submit={verified ? 'Withdraw' : 'Mark as verified'}
          action={verify}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal="Verifying is for who may triage findings."
          onClick={() => setEditing(true)}
        >
          {verified ? 'Withdraw verification' : 'Verify with evidence'}
        </GuardedButton>
      )}
    </>
  );
}
