import Typography from '@material-ui/core/Typography';
import { Scorecard } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { ExposureNumber, Panel, ShareBar, useRiskPalette } from '../primitives';

/** What mitigations are said to remove, and how much of that is verified. */
export function Removed({
  scorecard,
}: {
  scorecard: Pick<Scorecard, 'exposures' | 'removed'> & {
    entity?: Scorecard['entity'];
  };
}) {
  const { entity, exposures, removed } = scorecard;
  const { verified } = useRiskPalette();
  return (
    <Panel title="What mitigations remove">
      {removed.byClaims === 0 ? (
        <Typography variant="body2">
          No mitigation lowers the exposure yet.
        </Typography>
      ) : (
        <>
          <Typography variant="body2">
            <ExposureNumber
              units={removed.byClaims}
              explain={{ metric: 'removed', ref: entity?.ref }}
            />{' '}
            of {formatPoints(exposures.inherent)} are said to be removed;{' '}
            {formatPoints(removed.verified)} of them with evidence. Counting
            only what is verified, {formatPoints(exposures.verifiedOnly)} points
            are left.
          </Typography>
          <div>
            Verified
            <ShareBar
              share={removed.verified / removed.byClaims}
              color={verified}
            />
          </div>
        </>
      )}
    </Panel>
  );
}
