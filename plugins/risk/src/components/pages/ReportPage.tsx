import { PageBody } from '../primitives';
import { ReportView } from '../report/ReportView';
import { RiskRoot } from '../risk-root';

/** `Report`: where the organisation stands. */
export function ReportPage() {
  return (
    <RiskRoot>
      <PageBody>
        <ReportView />
      </PageBody>
    </RiskRoot>
  );
}
