import { Severe } from '@product-risk/backstage-plugin-risk-common';
import { ProbabilityNumber } from '../primitives';

/** The chance of a severe event, and how many ratings stand behind it. */
export function SevereChance(props: {
  severe: Severe;
  productRef?: string;
  headline?: boolean;
}) {
  const { severe, productRef, headline } = props;
  const { probability, confirmed, rated } = severe;
  const confirmedWords = `${confirmed} of ${rated} confirmed`;
  if (probability === undefined) {
    return (
      <span>
        Chance of a severe event{' '}
        <ProbabilityNumber
          probability={undefined}
          unknown={
            rated === 0 ? 'not known: nothing is rated' : 'not known yet'
          }
        />{' '}
        {rated > 0 && `(ratings: ${confirmedWords})`}
      </span>
    );
  }
  return (
    <span>
      <ProbabilityNumber
        size={headline ? 'headline' : 'normal'}
        probability={probability}
        label="chance of a severe event a year"
        explain={{ metric: 'severe', ref: productRef }}
      />{' '}
      ({confirmedWords})
    </span>
  );
}
