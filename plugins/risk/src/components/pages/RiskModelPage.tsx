import { PageBody } from '../primitives';
import { RiskModelView } from '../risk-model/RiskModelView';
import { RiskRoot } from '../risk-root';

/** `Our risk model`: what every number means here. */
export function RiskModelPage() {
  return (
    <RiskRoot>
      <PageBody>
        <RiskModelView />
      </PageBody>
    </RiskRoot>
  );
}
