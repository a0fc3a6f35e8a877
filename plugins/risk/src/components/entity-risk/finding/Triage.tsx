import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  FindingDetail,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../../hooks';
import { EntityName, formatTime, GuardedButton } from '../../primitives';
import { useChanged } from '../RefreshContext';
import { DrawerPart } from './DrawerPart';
import { ReasonForm } from './ReasonForm';

/** Leaves the finding out, or brings it back; both say why. */
export function Triage({ finding }: { finding: FindingDetail }) {
  const api = useRiskApi();
  const changed = useChanged();
  const [editing, setEditing] = useState(false);
  const { id, status, triage } = finding;
  const excluded = status === 'excluded';
  const decide = useAction(async (reason: string) => {
    await api.triageFinding({
      params: { id },
      body: { action: excluded ? 'restore' : 'exclude', reason },
    });
    setEditing(false);
    changed();
  });
  return (
    <DrawerPart title="Triage">
      {triage && (
        <Typography variant="body2">
          {triage.action === 'excluded' ? 'Left out' : 'Brought back'} by{' '}
          <EntityName of={triage.by} /> on {formatTime(triage.at)}:{' '}
          {triage.reason}
        </Typography>
      )}
      {editing ? (
        <ReasonForm
          label={excluded ? 'Why does it count?' : 'Why does it not count?'}
          submit={excluded ? 'Bring back' : 'Leave out'}
          action={decide}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal="Triage is for who may triage findings."
          variant="outlined"
          onClick={() => setEditing(true)}
        >
          {excluded ? 'Bring back…' : 'Leave out…'}
        </GuardedButton>
      )}
    </DrawerPart>
  );
}
