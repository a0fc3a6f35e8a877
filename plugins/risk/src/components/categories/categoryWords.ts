import {
  CategoryLink,
  CategoryReport,
  CategoryVerdict,
  FindingDetail,
  SystemicVerdictWord,
} from '@product-risk/backstage-plugin-risk-common';
import { formatProbability } from '@product-risk/risk-model';
import { plural } from '../primitives';

/**
 * The address of a category in the report, which remembers the finding that
 * led there and its product.
 */
export function cameFromQuery(
  category: string,
  { id, entity, product }: Pick<FindingDetail, 'id' | 'entity' | 'product'>,
): string {
  return new URLSearchParams({
    category,
    ...(product && { ofProduct: product.ref }),
    ...(entity && { fromFinding: id, fromEntity: entity.ref }),
  }).toString();
}

/** A verdict in words. */
export const verdictWords: Record<SystemicVerdictWord, string> = {
  tooLittleData: 'too little data',
  commonCause: 'systemic, common cause',
  concentrated: 'systemic, concentrated',
  systemic: 'systemic',
  hotSpot: 'hot spot',
  notSystemic: 'not systemic',
};

/** Such as "A.8.24 Use of cryptography". */
export const categoryTitle = ({ node, name }: CategoryLink) =>
  node === name ? node : `${node} ${name}`;

/** Such as "14 to 69 %". */
const intervalWords = ({ low, high }: { low: number; high: number }) =>
  `${formatProbability(low)} to ${formatProbability(high)}`;

/** What the plot of a category shows, in the order it is drawn. */
export function prevalenceWords(verdict: CategoryVerdict): string[] {
  const { assessed, affected, affectedIfSuggested, prevalence } = verdict;
  if (prevalence === undefined) return [];
  const words = [
    `${affected} of ${plural(assessed, 'product')} (${formatProbability(
      prevalence,
    )}), 95 % interval ${intervalWords(verdict.wilson)}`,
  ];
  if (affectedIfSuggested !== affected) {
    words.push(
      `${affectedIfSuggested} if every suggestion is right, ${intervalWords(
        verdict.wilsonIfSuggested,
      )}`,
    );
  }
  if (verdict.expected !== undefined) {
    words.push(
      `the number of risks alone leads to ${formatProbability(
        verdict.expected,
      )}`,
    );
  }
  return words;
}

/** Whether there is anything in a category that a reader may want to know. */
export const hasAnything = (verdict: CategoryVerdict) =>
  verdict.systemic ||
  verdict.affectedIfSuggested > 0 ||
  verdict.exposure > 0 ||
  verdict.hotSpots.length > 0;

/** What the list leaves out, so that nobody takes it for all there is. */
export function leftOutWords(verdicts: readonly CategoryVerdict[]): string {
  const without = verdicts.filter(verdict => !hasAnything(verdict));
  const unknown = without.filter(({ assessed }) => assessed === 0).length;
  const clear = without.length - unknown;
  const parts = [
    clear > 0 &&
      `${plural(clear, 'category', 'categories')} with nothing found`,
    unknown > 0 &&
      `${plural(
        unknown,
        'category',
        'categories',
      )} that no product was assessed for`,
  ].filter(Boolean);
  return parts.length ? `Left out: ${parts.join(', and ')}.` : '';
}

/** How much of what was found has a category, over all products. */
export function qualityWords({ quality }: CategoryReport): string[] {
  const { findings, uncategorised, waiting, retired } = quality;
  if (findings === 0) return ['There is no finding yet.'];
  return [
    `${uncategorised.toLocaleString('en-US')} of ${plural(
      findings,
      'finding',
    )} (${formatProbability(
      uncategorised / findings,
    )}) have no category in any framework.`,
    ...(waiting > 0
      ? [
          `${plural(
            waiting,
            'finding has',
            'findings have',
          )} suggestions only and ${
            waiting === 1 ? 'waits' : 'wait'
          } for a person.`,
        ]
      : []),
    ...(retired > 0
      ? [
          `${plural(
            retired,
            'assignment belongs',
            'assignments belong',
          )} to frameworks that are not enabled any more.`,
        ]
      : []),
  ];
}
