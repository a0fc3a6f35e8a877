import {
  CategorySuggestion,
  suggestionWords,
  waitingSuggestions,
} from './suggestionWords';

const suggestion = (
  id: string,
  changes: Partial<CategorySuggestion> = {},
): CategorySuggestion => ({
  category: { id, node: id.split(':')[1], name: id },
  framework: id.split(':')[0],
  frameworkTitle: id.split(':')[0],
  state: 'suggested',
  method: 'keyword',
  confidence: 0.4,
  path: [id],
  ...changes,
});

describe('suggestionWords', () => {
  it.each([
    [['word: backup', 'iso:A.8.13'], 'because of words about “backup”'],
    [['rule: vaults', 'iso:A.8.13'], 'because of the rule “vaults”'],
    [['cwe:79', 'iso:A.8.13'], 'because of CWE-79'],
    [
      ['CWE-294', 'cwe:1211', 'asvs@5.0.0:V7.2', 'iso:A.8.13'],
      'because of CWE-294, by way of CWE-1211 and V7.2',
    ],
  ])('says of %j how it was found', (path, words) => {
    expect(suggestionWords(suggestion('iso:A.8.13', { path }))).toBe(
      `40 % sure, ${words}`,
    );
  });

  it('says no more than it knows', () => {
    expect(suggestionWords(suggestion('iso:A.8.13'))).toBe('40 % sure');
  });
});

it('leaves frameworks alone in which something is confirmed', () => {
  const suggestions = [
    suggestion('asvs:V1', { state: 'confirmed' }),
    suggestion('asvs:V2'),
    suggestion('iso:A.1', { state: 'rejected' }),
    suggestion('iso:A.2'),
  ];
  expect(waitingSuggestions({ suggestions })).toEqual([suggestions[3]]);
});
