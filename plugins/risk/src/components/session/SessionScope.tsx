import { useState } from 'react';
import {
  riskTreatmentProposePermission,
  Session,
} from '@product-risk/backstage-plugin-risk-common';
import {
  CatalogLink,
  FactList,
  GuardedButton,
  Panel,
  plural,
} from '../primitives';
import { SessionPartsDialog } from './SessionPartsDialog';

/** What a session is about and who takes part, and where to change it. */
export function SessionScope(props: { session: Session; onSaved: () => void }) {
  const { session, onSaved } = props;
  const [changing, setChanging] = useState(false);
  const { scope, hiddenScope, reason, createdBy, cadenceDays } = session;
  return (
    <Panel
      title="Scope"
      action={
        <GuardedButton
          permission={riskTreatmentProposePermission}
          refusal="Sessions are run by the people who build and secure the product."
          onClick={() => setChanging(true)}
        >
          Change the scope
        </GuardedButton>
      }
    >
      <FactList
        facts={[
          [
            'Components',
            scope.length > 0 || hiddenScope > 0 ? (
              <>
                {scope.map((entity, index) => (
                  <span key={entity.ref}>
                    {index > 0 && ', '}
                    <CatalogLink to={entity} risk />
                  </span>
                ))}
                {hiddenScope > 0 &&
                  ` and ${plural(hiddenScope, 'component')} you may not see`}
              </>
            ) : (
              'the whole product'
            ),
          ],
          ['Why', reason],
          ['Asked by', createdBy?.title ?? 'somebody you may not see'],
          ['Taking part', participantsText(session)],
          [
            'Again',
            cadenceDays
              ? `every ${plural(cadenceDays, 'day')}`
              : 'no cadence set',
          ],
        ]}
      />
      {changing && (
        <SessionPartsDialog
          session={session}
          onClose={() => setChanging(false)}
          onSaved={() => {
            setChanging(false);
            onSaved();
          }}
        />
      )}
    </Panel>
  );
}

function participantsText({
  participants,
  hiddenParticipants,
}: Session): string {
  const named = participants.map(({ title }) => title);
  const others =
    hiddenParticipants > 0
      ? [`${hiddenParticipants} more who left or whom you may not see`]
      : [];
  return [...named, ...others].join(', ') || 'not said yet';
}
