import { countsOf, numberOf, rename } from './counts';
import { Counts, FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** All of the tool's results stand on the default level of the standard. */
const uniformlyRated = new Set(['sarif/gitleaks_7.5.0.sarif']);

/** Its rules have a security severity in words; counted apart. */
const inWords = 'sarif/issue_10191.json';
const words: Counts = { critical: 34, high: 1, medium: 42 };

function statusesOf(truth: unknown): Counts {
  const { fail = 0, ...others } = countsOf(truth, 'kind');
  const noProblem = Object.values(others).reduce((sum, n) => sum + n, 0);
  const suppressed = numberOf(truth, 'suppressed');
  const absent = countsOf(truth, 'baselineState').absent ?? 0;
  const counts: [string, number][] = [
    ['accepted', suppressed],
    ['mitigated', absent],
    ['not_applicable', noProblem],
    ['open', fail - suppressed - absent],
  ];
  return Object.fromEntries(counts.filter(([, number]) => number > 0));
}

export const sarif: FormatSamples = {
  formats: ['sarif'],
  expectation: ({ file, truth }) => {
    const findings = numberOf(truth, 'results');
    return {
      format: 'sarif',
      findings,
      statuses: statusesOf(truth),
      severities:
        file === inWords
          ? words
          : rename(countsOf(truth, 'effective_level'), {
              error: 'high',
              warning: 'medium',
              note: 'low',
              none: 'info',
            }),
      mitigations: 0,
      warnings: fileWarnings(findings, uniformlyRated.has(file)),
      judgement:
        file === inWords
          ? 'security-severity, here a word, beats the level'
          : 'no level is warning; suppressed is accepted; a kind other than fail is not_applicable',
    };
  },
};
