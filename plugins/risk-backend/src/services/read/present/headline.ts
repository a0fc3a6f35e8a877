import { Report } from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, modelledShare } from '@product-risk/risk-model';
import { plural } from './sentences';

type HeadlineFacts = Pick<
  Report,
  'products' | 'exposures' | 'risks' | 'coverage'
>;

const verb = (count: number) => (count === 1 ? 'is' : 'are');

/** The report in up to three sentences, written from its numbers. */
export function headlineOf({
  products,
  exposures,
  risks,
  coverage,
}: HeadlineFacts): string[] {
  if (products.total === 0) {
    return ['No product is known yet: none was read from the catalog.'];
  }
  if (products.assessed === 0) {
    return [
      `Nothing is known yet: none of ${plural(
        products.total,
        'product',
      )} was assessed.`,
    ];
  }
  const serious = products.byWorst.critical + products.byWorst.high;
  const share = modelledShare({
    modelledCount: coverage.modelled,
    componentCount: coverage.components,
    staleCount: coverage.stale,
    unratedCount: coverage.unrated,
    notReviewedCount: coverage.notReviewed,
  });
  const removed = exposures.inherent - exposures.current;
  const verified = exposures.inherent - exposures.verifiedOnly;
  return [
    `${serious} of ${plural(products.total, 'product')} ${
      serious === 1 ? 'has' : 'have'
    } a critical or high risk; together they carry ${formatPoints(
      exposures.current,
    )} points a year from ${risks.critical} critical and ${
      risks.high
    } high risks.`,
    ...(removed > 0
      ? [
          `Mitigations are said to remove ${formatPoints(
            removed,
          )} points; ${formatPoints(verified)} of them are verified.`,
        ]
      : []),
    ...(share === undefined
      ? []
      : [
          `${coverage.modelled} of ${plural(
            coverage.components,
            'component',
          )} ${verb(coverage.modelled)} modelled, and ${
            products.byWorst.notAssessed
          } of ${plural(products.total, 'product')} ${verb(
            products.byWorst.notAssessed,
          )} not assessed at all.`,
        ]),
  ];
}
