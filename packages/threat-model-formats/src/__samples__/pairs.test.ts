import { findingKeysOf, isCollectionThere, readPairs } from './collection';

const pairs = readPairs();

const recognised = pairs.map(({ earlier, later, common }) => {
  const keys = findingKeysOf(later);
  const found = [...findingKeysOf(earlier)].filter(key => keys.has(key)).length;
  return { earlier, later, common, found };
});

describe('a model that is imported again', () => {
  beforeAll(() => {
    process.stdout.write(
      isCollectionThere
        ? `\nFindings recognised again, expected/found:\n${recognised
            .map(
              ({ earlier, later, common, found }) =>
                `${earlier} -> ${later}: ${common}/${found}`,
            )
            .join('\n')}\n`
        : '\nThe collection of real files (../shared/samples) is not there: no pair is compared.\n',
    );
  });

  it('keeps the identity of as many findings as counted, for every pair', () => {
    expect(recognised.map(({ later, found }) => [later, found])).toEqual(
      pairs.map(({ later, common }) => [later, common]),
    );
    expect(pairs.length > 0).toBe(isCollectionThere);
  });
});
