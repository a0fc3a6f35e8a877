import {
  Explanation,
  Metric,
} from '@product-risk/backstage-plugin-risk-common';
import { formatPoints, formatProbability } from '@product-risk/risk-model';
import { plural } from './sentences';

interface MetricWords {
  title: string;
  formula: string;
  unit: Explanation['unit'];
  /** What the value means, in a sentence. */
  sentence(value: number): string;
}

/** What each number is called, how it comes about and what it says. */
export const metricWords: Record<Metric, MetricWords> = {
  exposure: {
    title: 'Exposure',
    formula:
      'Probability a year times impact of each open risk, added up; above products the sum of products',
    unit: 'exposure',
    sentence: value =>
      `A year is expected to cost ${formatPoints(value)} points.`,
  },
  severe: {
    title: 'Chance of a severe event',
    formula:
      'One minus the chance that none of the confirmed risks with a severe impact happens, taken as independent',
    unit: 'probability',
    sentence: value =>
      `The chance that at least one severe event happens within a year is ${formatProbability(
        value,
      )}.`,
  },
  worst: {
    title: 'Risks of the worst level',
    formula: 'Number of open risks of the highest level that occurs',
    unit: 'count',
    sentence: value =>
      `${plural(value, 'open risk')} of the highest level that occurs here.`,
  },
  unrated: {
    title: 'Unrated risks',
    formula: 'Number of open risks without an estimate: unknown, not 0',
    unit: 'count',
    sentence: value =>
      `${plural(value, 'open risk')} nobody and no source has rated.`,
  },
  removed: {
    title: 'Removed by mitigations',
    formula:
      'Exposure as if no mitigation existed, minus exposure today; it rests on claims until they are verified',
    unit: 'exposure',
    sentence: value =>
      `Mitigations are said to remove ${formatPoints(value)} points a year.`,
  },
  coverage: {
    title: 'Coverage',
    formula:
      'Number of components with a threat model; what is not assessed is unknown, not 0',
    unit: 'count',
    sentence: value =>
      `${plural(value, 'component')} ${
        value === 1 ? 'has' : 'have'
      } a threat model.`,
  },
  budget: {
    title: 'Spent of the budget',
    formula:
      'Exposure of each day of the window, added up, accepted risks included; what is newly assessed joins later',
    unit: 'exposure-days',
    sentence: value =>
      `${formatPoints(value)} points times days were spent in the window.`,
  },
  'not-reviewed': {
    title: 'Not reviewed findings',
    formula:
      'Number of machine findings that nobody looked at; they count in no exposure',
    unit: 'count',
    sentence: value =>
      `${plural(value, 'finding')} of tools nobody has looked at.`,
  },
};
