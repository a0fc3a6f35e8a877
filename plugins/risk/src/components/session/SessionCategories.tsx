import { usePermission } from '@backstage/plugin-permission-react';
import { riskFindingTriagePermission } from '@product-risk/backstage-plugin-risk-common';
import { CategoryTriage } from '../categories';

/** Categories of the risks in scope, for whoever may confirm them. */
export function SessionCategories({ sessionId }: { sessionId: string }) {
  const triages = usePermission({ permission: riskFindingTriagePermission });
  return triages.allowed ? (
    <CategoryTriage
      session={sessionId}
      empty="Nothing in the scope of this session waits for somebody to confirm its category."
    />
  ) : null;
}
