import { useUrlState } from '../../hooks';
import { DecisionPage } from '../decision';
import { PageBody } from '../primitives';
import { MyRaises } from '../requests/MyRaises';
import { MyRequests } from '../requests/MyRequests';
import { RiskRoot } from '../risk-root';

/** `My requests`: what the signed-in person asked others to decide. */
export function MyRequestsPage() {
  const [{ decision }] = useUrlState('decision');
  return (
    <RiskRoot>
      <PageBody>
        {decision ? (
          <DecisionPage id={decision} back="my requests" />
        ) : (
          <>
            <MyRaises />
            <MyRequests />
          </>
        )}
      </PageBody>
    </RiskRoot>
  );
}
