import {
  CategoryLink,
  CategoryReport,
  CategoryVerdict,
} from '@product-risk/backstage-plugin-risk-common';
import { CategoryFrameworks } from '@product-risk/category-frameworks';
import {
  SystemicPolicy,
  systemicReasons,
  wilsonInterval,
} from '@product-risk/risk-model';
import { effectSentence } from '../../categories/initiativeSentences';
import { Analysis } from '../CategoryAnalysis';
import { VisibleEntities } from '../VisibleRisks';

/** A category with words for it: requirements go by the name above them. */
export function categoryLink(
  frameworks: CategoryFrameworks,
  id: string,
): CategoryLink {
  const [category] = frameworks
    .withAncestors(id)
    .flatMap(one => frameworks.get(one) ?? [])
    .filter(({ name }) => name !== undefined);
  const node = id.slice(id.indexOf(':') + 1);
  return { id, node, name: category?.name ?? node };
}

/**
 * A verdict as a caller may read it: products and causes that are not for him
 * stay without a name.
 */
export function presentVerdict(
  analysis: Analysis,
  category: string,
  context: {
    frameworks: CategoryFrameworks;
    policy: SystemicPolicy;
    seen: VisibleEntities;
  },
): CategoryVerdict {
  const { frameworks, policy, seen } = context;
  const found = analysis.assessments.get(category);
  if (!found) throw new Error(`${category} was not analysed`);
  const suggested = analysis.affectedIfSuggested.get(category) ?? 0;
  const { commonCause } = found;
  const change = analysis.changes.get(category);
  const title =
    commonCause && causeTitle(analysis, commonCause.rootCause, seen);
  return {
    category: categoryLink(frameworks, category),
    verdict: found.verdict,
    systemic: found.systemic,
    reasons: systemicReasons(
      {
        ...found,
        commonCause: commonCause && {
          ...commonCause,
          rootCause: title ?? 'one that you may not see',
        },
        hotSpots: found.hotSpots.flatMap(spot => {
          const link = seen.link(spot.productRef);
          return link ? [{ ...spot, productRef: link.title }] : [];
        }),
      },
      policy,
    ),
    assessed: found.assessedCount,
    affected: found.affectedCount,
    affectedIfSuggested: suggested,
    prevalence: found.prevalence,
    wilson: found.wilson,
    wilsonIfSuggested: wilsonInterval(suggested, found.assessedCount),
    expected: found.expectedPrevalence,
    pValue: found.pValue,
    qValue: found.qValue,
    exposure: analysis.exposure.get(category) ?? 0,
    effectiveProducts: found.effectiveProducts,
    commonCause: commonCause && {
      title: title ?? 'A root cause that you may not see',
      affected: commonCause.affectedCount,
    },
    change: change && { ...change, sentence: effectSentence(change) },
    hotSpots: found.hotSpots.map(({ productRef, pValue, qValue }) => ({
      product: seen.link(productRef),
      pValue,
      qValue,
    })),
  };
}

/** The words for a cause, for whoever may see all products it is behind. */
export function causeTitle(
  { causeTitles, causeProducts }: Analysis,
  cause: string,
  seen: VisibleEntities,
): string | undefined {
  const products = causeProducts.get(cause) ?? [];
  return products.every(ref => seen.has(ref))
    ? causeTitles.get(cause)
    : undefined;
}

const list = (names: readonly string[]) =>
  names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;

/** What the report says first, in three sentences at most. */
export function categoryHeadline(
  verdicts: readonly CategoryVerdict[],
  { findings, uncategorised }: CategoryReport['quality'],
): string[] {
  const systemic = verdicts
    .filter(one => one.systemic)
    .sort((a, b) => b.exposure - a.exposure);
  const tested = verdicts.filter(({ verdict }) => verdict !== 'tooLittleData');
  const named = systemic.slice(0, 3).map(({ category }) => category.name);
  const sentences = [];
  if (tested.length === 0) {
    sentences.push(
      'Too few products were assessed to tell what is systemic and what is local.',
    );
  } else if (systemic.length === 0) {
    sentences.push(
      `Nothing is systemic among the ${tested.length} categories with enough data.`,
    );
  } else {
    sentences.push(
      `${
        systemic.length === 1
          ? 'One category is systemic'
          : `${systemic.length} categories are systemic`
      }: ${list(named)}${systemic.length > named.length ? ' and others' : ''}.`,
    );
  }
  const causes = systemic.filter(({ commonCause }) => commonCause);
  if (causes.length > 0) {
    sentences.push(
      `${list(
        causes.slice(0, 3).map(({ category }) => category.name),
      )} can be fixed once, centrally: most affected products share one root cause.`,
    );
  }
  if (findings > 0) {
    sentences.push(
      uncategorised === 0
        ? 'Every finding has a category or a suggestion.'
        : `${Math.round(
            (100 * uncategorised) / findings,
          )} % of the findings have no category yet.`,
    );
  }
  return sentences;
}
