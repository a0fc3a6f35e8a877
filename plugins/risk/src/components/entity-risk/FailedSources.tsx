import { riskImportPermission } from '@product-risk/backstage-plugin-risk-common';
import type { EntityRisk } from '@product-risk/backstage-plugin-risk-common';
import { useAction, useRiskApi } from '../../hooks';
import {
  AttentionBanner,
  ErrorState,
  GuardedButton,
  placeOf,
} from '../primitives';
import { useChanged } from './RefreshContext';
import { ResolveImport } from './sources/ResolveImport';

type FailedSource = EntityRisk['failedSources'][number];

/** Sources that could not be read or are held back, on top of the numbers. */
export function FailedSources({ risk }: { risk: EntityRisk }) {
  return (
    <>
      {risk.failedSources.map(source =>
        source.state === 'quarantined' ? (
          <HeldBack key={source.id} source={source} />
        ) : (
          <Unreadable key={source.id} source={source} />
        ),
      )}
    </>
  );
}

function Unreadable({ source }: { source: FailedSource }) {
  const api = useRiskApi();
  const changed = useChanged();
  const { id, location, error } = source;
  const refresh = useAction(async () => {
    await api.refreshSource({ params: { id } });
    changed();
  });
  return (
    <AttentionBanner
      title="A threat model could not be read"
      actions={
        <GuardedButton
          permission={riskImportPermission}
          refusal="Reading again is for who may import threat models."
          variant="outlined"
          color="inherit"
          disabled={refresh.running}
          onClick={() => refresh.run()}
        >
          {refresh.running ? 'Reading…' : 'Read again'}
        </GuardedButton>
      }
    >
      <strong>{(error && placeOf(error)) ?? location}</strong>
      <br />
      {error?.message ?? 'The reason was not recorded.'} What was known before
      still counts.
      {refresh.error && <ErrorState error={refresh.error} />}
    </AttentionBanner>
  );
}

function HeldBack({ source }: { source: FailedSource }) {
  return (
    <AttentionBanner
      title="An import is held back"
      actions={source.importId && <ResolveImport importId={source.importId} />}
    >
      <strong>{source.location}</strong>
      <br />
      {source.error?.message ??
        'It would make many open findings disappear at once.'}{' '}
      The numbers below are those from before it. Somebody with triage rights
      releases it, if the findings are really gone, or rejects it.
    </AttentionBanner>
  );
}
