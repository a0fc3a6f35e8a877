import Typography from '@material-ui/core/Typography';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { PageBody, ResourceView } from '../primitives';
import { RiskRoot } from '../risk-root';

/** `Report`: where the organisation stands. */
export function ReportPage() {
  return (
    <RiskRoot>
      <PageBody>
        <Report />
      </PageBody>
    </RiskRoot>
  );
}

function Report() {
  const api = useRiskApi();
  const report = useAsyncResource(() => api.getReport(), [api]);
  return (
    <ResourceView of={report}>
      {({ headline }) => (
        <div>
          {headline.map((sentence, index) => (
            <Typography key={index}>{sentence}</Typography>
          ))}
        </div>
      )}
    </ResourceView>
  );
}
