import { Scorecard } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints } from '@product-risk/risk-model';
import { ChangeArrow } from '../primitives';

const signed = (units: number) =>
  `${units < 0 ? '−' : '+'}${formatPoints(Math.abs(units))}`;

/** How the exposure moved and why, as far as the causes are known. */
export function ExposureChange({ scorecard }: { scorecard: Scorecard }) {
  const { change, explainedChange } = scorecard;
  if (explainedChange) {
    const { delta, since, causes } = explainedChange;
    const moved = causes.filter(cause => cause.delta !== 0);
    return (
      <div>
        <ChangeArrow
          delta={delta}
          since={since}
          cause={moved
            .map(cause => `${cause.label} (${signed(cause.delta)})`)
            .join(', ')}
        />
      </div>
    );
  }
  return change ? (
    <div>
      <ChangeArrow delta={change.delta} since={change.since} />
    </div>
  ) : null;
}
