import { countsOf, numberOf, rename, total } from './counts';
import { FormatSamples } from './expectation';
import { fileWarnings } from './fileWarnings';

/** A negative test of the tool's own: its keys are misspelt. */
const misspelt = 'threat-dragon-v1/malformed-summarize.json';

const uniformlyRated = new Set([
  'threat-dragon-v1/transpiled-from-tm7.json',
  'threat-dragon-v2/test-reports-2.1.3.json',
  'threat-dragon-v2/url-shortener-2.2.0-na.json',
]);

export const threatDragon: FormatSamples = {
  formats: ['threat-dragon-v1', 'threat-dragon-v2'],
  expectation: ({ file, format, truth }) => {
    if (file === misspelt) {
      return { refused: 'unknown-format' };
    }
    const { 'tm.Text': texts = 0, ...elements } = countsOf(truth, 'elements');
    const findings = numberOf(truth, 'threats');
    return {
      format,
      findings,
      statuses: countsOf(truth, 'status'),
      severities: rename(countsOf(truth, 'severity_raw'), { TBA: 'unknown' }),
      elements: total(elements),
      mitigations: numberOf(truth, 'mitigation_texts_not_placeholder'),
      warnings: fileWarnings(findings, uniformlyRated.has(file)),
      judgement: texts ? 'descriptive texts are no elements' : undefined,
    };
  },
};
