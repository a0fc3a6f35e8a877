import { useId, useState } from 'react';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useFocusOnMount, useRiskApi } from '../../../hooks';
import { ErrorState, GuardedButton } from '../../primitives';
import { useChanged } from '../RefreshContext';

const REFUSAL = 'Releasing an import is for who may triage findings.';

/** Release or reject an import that is held back, with a reason. */
export function ResolveImport({ importId }: { importId: string }) {
  const api = useRiskApi();
  const changed = useChanged();
  const id = useId();
  const field = useFocusOnMount();
  const [action, setAction] = useState<'release' | 'reject'>();
  const [reason, setReason] = useState('');
  const resolve = useAction(async (chosen: 'release' | 'reject') => {
    await api.resolveImport({
      params: { id: importId },
      body: { action: chosen, reason },
    });
    changed();
  });

  if (!action) {
    return (
      <>
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal={REFUSAL}
          variant="outlined"
          color="inherit"
          onClick={() => setAction('release')}
        >
          Release…
        </GuardedButton>
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal={REFUSAL}
          color="inherit"
          onClick={() => setAction('reject')}
        >
          Reject…
        </GuardedButton>
      </>
    );
  }
  return (
    <form
      style={{ flex: 1 }}
      onSubmit={event => {
        event.preventDefault();
        resolve.run(action);
      }}
    >
      <TextField
        id={id}
        label={`Why do you ${action} it?`}
        size="small"
        fullWidth
        multiline
        required
        inputRef={field}
        variant="outlined"
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      {resolve.error && <ErrorState error={resolve.error} />}
      <Button
        type="submit"
        size="small"
        variant="contained"
        color="primary"
        disabled={resolve.running || reason.trim().length < 3}
        style={{ margin: '8px 8px 0 0' }}
      >
        {action === 'release' ? 'Release' : 'Reject'}
      </Button>
      <Button
        size="small"
        color="inherit"
        style={{ marginTop: 8 }}
        onClick={() => setAction(undefined)}
      >
        Cancel
      </Button>
    </form>
  );
}
