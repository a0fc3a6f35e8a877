import { formats } from '../formats';
import { isCollectionThere, outcomeOf, readSamples } from './collection';
import { Comparison, comparisonTable, differences } from './comparisonTable';
import { expectationOf, sampledFormats } from '.';

const comparisons = readSamples().map(
  (sample): Comparison => ({
    file: sample.file,
    expected: expectationOf(sample),
    found: outcomeOf(sample.file),
  }),
);

const named = comparisons.map((comparison): [string, Comparison] => [
  comparison.file,
  comparison,
]);

const nothing: [string, Comparison][] = [
  [
    'no file, because the collection is not there',
    { file: '', expected: {}, found: {} },
  ],
];

describe('the collection of real files', () => {
  beforeAll(() => {
    process.stdout.write(
      isCollectionThere
        ? `\nReal files, expected/found:\n${comparisonTable(comparisons)}\n`
        : '\nThe collection of real files (../shared/samples) is not there: nothing is compared.\n',
    );
  });

  it.each(isCollectionThere ? named : nothing)(
    'reads %s as counted, or refuses it for the right reason',
    (_, comparison) => {
      const { judgement, ...expected } = comparison.expected;
      expect(comparison.found).toMatchObject(expected);
      expect(differences(comparison)).toEqual([]);
    },
  );

  it('covers every format that is read, when it is there', () => {
    const present = new Set(readSamples().map(({ format }) => format));
    expect(sampledFormats.every(format => present.has(format))).toBe(
      isCollectionThere,
    );
    expect(sampledFormats.length).toBeGreaterThanOrEqual(formats.length);
  });
});
