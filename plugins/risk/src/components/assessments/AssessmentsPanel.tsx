import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  CategoryReport,
  riskFindingTriagePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { GuardedButton, Panel } from '../primitives';
import { AssessmentList } from './AssessmentList';
import { StateAssessmentDialog } from './StateAssessmentDialog';

/** Which product was assessed for what; who triages may state it. */
export function AssessmentsPanel(props: {
  report: CategoryReport;
  /** After a statement, which changes what is known. */
  onChanged: () => void;
}) {
  const { report, onChanged } = props;
  const [stating, setStating] = useState(false);
  const [version, setVersion] = useState(0);
  return (
    <Panel
      title="What was assessed"
      action={
        <GuardedButton
          permission={riskFindingTriagePermission}
          refusal="Assessments are stated by the people who triage findings."
          variant="outlined"
          onClick={() => setStating(true)}
        >
          State an assessment
        </GuardedButton>
      }
    >
      <Typography variant="body2" gutterBottom>
        By the method of a threat model, or by what a person states. A product
        that is not listed for a category is unknown there, never clear.
      </Typography>
      <AssessmentList key={version} onChanged={onChanged} />
      {stating && (
        <StateAssessmentDialog
          categories={report.categories.map(({ category }) => category)}
          onClose={() => setStating(false)}
          onDone={() => {
            setStating(false);
            setVersion(version + 1);
            onChanged();
          }}
        />
      )}
    </Panel>
  );
}
