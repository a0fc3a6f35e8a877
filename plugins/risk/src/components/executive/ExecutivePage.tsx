import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { Report } from '@product-risk/backstage-plugin-risk-common';
import { useAsyncResource, useRiskApi } from '../../hooks';
import { ResourceView, SkeletonLines } from '../primitives';
import { ExecutiveSheet } from './ExecutiveSheet';
import { PrintSheet } from './PrintSheet';

/** The report on one sheet of paper, in plain words. */
export function ExecutivePage(props: { report: Report; onClose: () => void }) {
  const { report, onClose } = props;
  const api = useRiskApi();
  const organisation =
    useApi(configApiRef).getOptionalString('organization.name');
  const answers = useAsyncResource(async () => {
    const [summary, decisions] = await Promise.all([
      api.getExecutiveSummary(),
      api.getDecisionPortfolio(),
    ]);
    return { summary, decisions };
  }, [api]);
  return (
    <PrintSheet
      label="Executive page"
      ready={answers.value !== undefined}
      onClose={onClose}
    >
      <ResourceView
        of={answers}
        skeleton={<SkeletonLines lines={8} label="Loading the page" />}
      >
        {({ summary, decisions }) => (
          <ExecutiveSheet
            organisation={organisation}
            report={report}
            summary={summary}
            decisions={decisions}
          />
        )}
      </ResourceView>
    </PrintSheet>
  );
}
