import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Typography from '@material-ui/core/Typography';
import { Budget } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { formatDay } from '../primitives';

/** What history and the catalog propose; taking it up is the owner's. */
export function TargetProposals(props: {
  proposals: Budget['proposals'];
  calibrated: boolean;
  onCalibrate: (calibrated: boolean) => void;
  onPropose: (units: number) => void;
}) {
  const { proposals, calibrated, onCalibrate, onPropose } = props;
  const { calibration, calibrationReadyOn, annotation, annotationProblem } =
    proposals;
  return (
    <div>
      {calibration && (
        <FormControlLabel
          control={
            <Checkbox
              color="primary"
              checked={calibrated}
              onChange={event => onCalibrate(event.target.checked)}
            />
          }
          label={`Calibrate: from ${formatPoints(
            calibration.target,
          )} points today down to ${formatPoints(
            calibration.endsAt.exposure,
          )} by ${formatDay(
            calibration.endsAt.day,
          )}. The median from ${formatDay(calibration.fromDay)} to ${formatDay(
            calibration.toDay,
          )} was ${formatPoints(calibration.median)}.`}
        />
      )}
      {calibrationReadyOn && (
        <Typography variant="body2">
          {calibration ? 'A newer calibration' : 'A calibration'} can be
          proposed from {formatDay(calibrationReadyOn)} on.
        </Typography>
      )}
      {annotation && (
        <Typography variant="body2" component="div">
          The catalog proposes {formatPoints(annotation.target)} points.{' '}
          <Button size="small" onClick={() => onPropose(annotation.target)}>
            Take it
          </Button>
        </Typography>
      )}
      {annotationProblem && (
        <Typography variant="body2">
          The catalog proposes a target that cannot be read: {annotationProblem}
          .
        </Typography>
      )}
    </div>
  );
}
