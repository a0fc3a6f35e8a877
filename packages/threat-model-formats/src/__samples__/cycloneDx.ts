import { numberOf, countsOf, rename } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** Written twice, in JSON and XML; only the JSON was counted. */
const xmlTwin = 'cyclonedx-vdr-vex/valid-vulnerability-1.4.xml';
const twinCounts = {
  vulnerabilities: 1,
  affects: 1,
  analysis_state: { not_affected: 1 },
  highest_severity: { critical: 1 },
};

const preRelease = /-2\.0\.json$/;

export const cycloneDx: FormatSamples = {
  formats: ['cyclonedx-vdr-vex', 'cyclonedx-tm'],
  expectation: ({ file, truth: stated }) => {
    if (preRelease.test(file)) {
      return {
        refused: 'unsupported-format',
        judgement: 'CycloneDX 2.0 is a pre-release',
      };
    }
    const truth = file === xmlTwin ? twinCounts : stated;
    const findings = numberOf(truth, 'affects');
    return {
      format: 'cyclonedx',
      findings,
      statuses: rename(countsOf(truth, 'analysis_state'), {
        None: 'open',
        in_triage: 'open',
        exploitable: 'open',
        resolved: 'mitigated',
        resolved_with_pedigree: 'mitigated',
        false_positive: 'not_applicable',
        not_affected: 'not_applicable',
      }),
      severities: rename(countsOf(truth, 'highest_severity'), {
        unrated: 'unknown',
      }),
      warnings: fileWarnings(findings),
      judgement: findings
        ? 'one finding a vulnerability and component; elements are the affected components'
        : 'structure without threats',
    };
  },
};
