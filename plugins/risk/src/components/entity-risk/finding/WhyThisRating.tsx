import { useState } from 'react';
import Typography from '@material-ui/core/Typography';
import {
  FindingDetail,
  riskRatePermission,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { GuardedButton } from '../../primitives';
import { useRiskModel } from '../../risk-root';
import { estimateWords, ratingWords } from '../words';
import { DrawerPart } from './DrawerPart';
import { RatingForm } from './RatingForm';

/** Where the rating comes from, and a way to give one. */
export function WhyThisRating({ finding }: { finding: FindingDetail }) {
  const [rating, setRating] = useState(false);
  const model = useRiskModel().value;
  const { risk, severityRaw, severity, reviewed } = finding;
  if (!risk) {
    return (
      <DrawerPart title="Why this rating">
        <Typography variant="body2">
          {reviewed
            ? 'It counts in no risk, because it is left out or gone.'
            : 'Nobody reviewed it yet, so it is counted but no risk follows from it.'}
        </Typography>
      </DrawerPart>
    );
  }
  const said = severityRaw ?? severity;
  const { inherent, current, ratingState, exposure, reviewFlag } = risk;
  const mitigated =
    inherent && current && estimateWords(inherent) !== estimateWords(current);
  return (
    <DrawerPart title="Why this rating">
      {ratingState === 'unrated' || !current ? (
        <Typography variant="body2">
          The file gives no severity that we know
          {severityRaw && ` (it says “${severityRaw}”)`}, so the risk is
          unrated: its exposure is unknown, not 0.
        </Typography>
      ) : (
        <>
          <Typography>
            {ratingWords(risk, model)} = {formatPoints(exposure)} points a year
          </Typography>
          <Typography variant="body2">
            {ratingState === 'assumed'
              ? `Assumed from “${said}” in the file, until a person confirms it.`
              : 'Confirmed by a person.'}
            {mitigated &&
              ` Without its mitigations it would be ${estimateWords(
                inherent,
              )}.`}
          </Typography>
        </>
      )}
      {reviewFlag && (
        <Typography variant="body2">
          A source now says something else: look at it again.
        </Typography>
      )}
      {rating ? (
        <RatingForm risk={risk} onDone={() => setRating(false)} />
      ) : (
        <div style={{ marginTop: 8 }}>
          <GuardedButton
            permission={riskRatePermission}
            refusal="Rating is for who may rate risks."
            variant="outlined"
            onClick={() => setRating(true)}
          >
            {ratingState === 'confirmed' ? 'Rate again' : 'Confirm or rate'}
          </GuardedButton>
        </div>
      )}
    </DrawerPart>
  );
}
