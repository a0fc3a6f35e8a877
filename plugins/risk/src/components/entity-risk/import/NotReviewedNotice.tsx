import { ImportPreview } from '@product-risk/backstage-plugin-risk-common';
import { PartialNotice, plural } from '../../primitives';
import { NotReviewedCounts } from '../not-reviewed/Severity';

const sum = (counts: ImportPreview['review']['notReviewed']) =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** Where findings go that nobody reviewed, and how they count there. */
export function NotReviewedNotice({ review }: Pick<ImportPreview, 'review'>) {
  const { scan, notReviewed, groups, promoted } = review;
  const waiting = sum(notReviewed);
  if (!scan && waiting + promoted === 0) return null;
  return (
    <PartialNotice title={titleOf(scan, waiting)}>
      {waiting > 0 && (
        <>
          <NotReviewedCounts counts={notReviewed} />
          They are counted there by severity, in{' '}
          {plural(groups, 'group of what belongs together', 'groups')}, and
          stand in no exposure and no budget. A group becomes a risk when
          somebody who may triage, or a rule of the organisation, says so.
        </>
      )}
      {scan && waiting === 0 && 'It reports nothing that waits for a review.'}
      {promoted > 0 &&
        ` ${plural(
          promoted,
          'finding of it counts',
          'findings of it count',
        )} as ${
          promoted === 1 ? 'a risk' : 'risks'
        } already, as was decided before.`}
      {scan && ' A scan does not make the component modelled.'}
    </PartialNotice>
  );
}

function titleOf(scan: boolean, waiting: number): string {
  if (scan) return 'Results of a scanner go to “Not reviewed”';
  return waiting > 0
    ? `${plural(waiting, 'finding goes', 'findings go')} to “Not reviewed”`
    : 'Nobody has reviewed a part of it';
}
