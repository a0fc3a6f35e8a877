import { Expectation, Sample } from './expectation';

/** Samples of formats that are not read, and do not even say what they are. */
const otherRefusals = new Map<string, Expectation>([
  ...[
    'tictaac/intermediate-threat-model.yml',
    'tictaac/mitigations.yml',
    'tictaac/simpest-threat-model.yml',
    'tictaac/threat-model-test.yml',
  ].map((file): [string, Expectation] => [
    file,
    { refused: 'syntax', judgement: "TicTaaC's input is no valid YAML" },
  ]),
  ['tictaac/simplest-report-INVALID-json.json', { refused: 'syntax' }],
]);

/** What is expected of a sample whose format nobody reads. */
export function expectRefusal({ file }: Sample): Expectation {
  return otherRefusals.get(file) ?? { refused: 'unsupported-format' };
}
