import fc from 'fast-check';
import { expectCategoryError } from '../__testUtils__/expectCategoryError';
import { availableFrameworks, loadFrameworks } from '../loadFrameworks';
import { Categoriser } from './Categoriser';
import type { CategorisableFinding, TrustedRule } from './types';

const ASVS = 'asvs@5.0.0';
const ISO = 'iso27001@2022';

let usual: Categoriser;

beforeAll(async () => {
  usual = await Categoriser.create(await loadFrameworks());
});

const finding = (
  labels: CategorisableFinding['labels'],
  rest: Partial<CategorisableFinding> = {},
): CategorisableFinding => ({ title: 'Threat', labels, ...rest });

const cwe = (...ids: number[]) =>
  finding(ids.map(id => ({ taxonomy: 'CWE', id: `CWE-${id}` })));

const withRules = async (...rules: TrustedRule[]) =>
  Categoriser.create(await loadFrameworks(), rules);

const axis = (
  { frameworks }: ReturnType<Categoriser['categorise']>,
  key: string,
) => frameworks.find(({ framework }) => framework === key);

it.each([
  [89, 'V1.2', 'A.8.28'],
  [327, 'V11.3', 'A.8.24'],
  [798, 'V13.3', 'A.8.24'],
  [862, 'V8.2', 'A.8.3'],
  [532, 'V16.2', 'A.8.15'],
  [1395, 'V15.2', 'A.8.8'],
])('leads from CWE-%d to %s and %s, both confirmed', (id, section, control) => {
  const result = usual.categorise(cwe(id));
  expect(axis(result, ASVS)?.confirmed).toBe(`${ASVS}:${section}`);
  expect(axis(result, ISO)?.confirmed).toBe(`${ISO}:${control}`);
  expect(axis(result, ISO)?.suggestions[0].path).toEqual([
    `cwe:${id}`,
    `${ASVS}:${section}`,
    `${ISO}:${control}`,
  ]);
});

it('hints from the word backup at A.8.13 and at no section of ASVS', () => {
  const result = usual.categorise(
    finding([], { title: 'Backups are never restored' }),
  );
  expect(axis(result, ISO)).toEqual({
    framework: ISO,
    suggestions: [
      {
        category: `${ISO}:A.8.13`,
        confidence: 0.4,
        method: 'keyword',
        path: ['word: backup', `${ISO}:A.8.13`],
      },
    ],
  });
  expect(axis(result, ASVS)).toBeUndefined();
});

it('takes what the file names before everything else', () => {
  const result = usual.categorise(
    finding([
      { taxonomy: 'CWE', id: 'CWE-89' },
      { taxonomy: 'other', id: 'V11.3.1' },
    ]),
  );
  expect(axis(result, ASVS)).toEqual({
    framework: ASVS,
    confirmed: `${ASVS}:V11.3`,
    suggestions: [
      {
        category: `${ASVS}:V11.3`,
        confidence: 1,
        method: 'explicit',
        path: [`${ASVS}:V11.3.1`, `${ASVS}:V11.3`],
      },
    ],
  });
});

it('reads ids from tags, and leaves other tags alone', () => {
  const result = usual.categorise(
    finding([], { tags: ['A.8.13', 'team: payments', 'http://x', '8.10'] }),
  );
  expect(axis(result, ISO)?.confirmed).toBe(`${ISO}:A.8.13`);
  expect(result.problems).toEqual([]);
});

it('decides nothing between two that the file names alike', () => {
  const result = usual.categorise(finding([], { tags: ['V11.3', 'V13.3'] }));
  expect(axis(result, ASVS)?.confirmed).toBeUndefined();
  expect(axis(result, ASVS)?.suggestions).toHaveLength(2);
});

it('believes an ancestor less with every step', () => {
  // 9 is a kind of 266, which the table lists.
  const [own, child] = [266, 9].map(
    id => axis(usual.categorise(cwe(id)), ASVS)!.suggestions[0],
  );
  expect(child.category).toBe(own.category);
  expect(child.confidence).toBeCloseTo(own.confidence * 0.8, 3);
  expect(child.path).toEqual(['cwe:9', 'cwe:266', own.category]);
});

it('falls back to the group of a weakness that nothing else covers', () => {
  const result = usual.categorise(cwe(14));
  expect(axis(result, ASVS)?.suggestions).toEqual([
    expect.objectContaining({
      category: `${ASVS}:V15`,
      method: 'cweGroup',
      confidence: 0.3,
    }),
  ]);
  expect(axis(result, ISO)?.suggestions[0].category).toBe(`${ISO}:A.8.27`);
});

it('believes little of weaknesses that CWE advises against', () => {
  const best = (id: number) =>
    axis(usual.categorise(cwe(id)), ASVS)?.suggestions[0]?.confidence;
  expect(best(20)).toBeLessThanOrEqual(0.5);
  expect(best(391)).toBeLessThanOrEqual(0.3);
});

it('names every active weakness something, and never more than it may', async () => {
  const weaknesses = usual.frameworks
    .ofKind('cwe', 'weakness')
    .filter(({ deprecated }) => !deprecated);
  for (const { node, usage } of weaknesses) {
    const result = usual.categorise(cwe(Number(node)));
    const found = axis(result, ASVS)?.suggestions ?? [];
    expect([node, found.length > 0]).toEqual([node, true]);
    const cap = { discouraged: 0.5, prohibited: 0.3 }[String(usage)] ?? 1;
    expect(found[0].confidence).toBeLessThanOrEqual(cap);
  }
});

it.each([
  ['CWE-0', 'CWE-0'],
  ['CWE-16', 'category "Configuration"'],
  ['CWE-1000', 'the view'],
  ['CWE-99999', 'unknown'],
])('says why %s is no weakness, and suggests nothing', (id, words) => {
  const result = usual.categorise(finding([{ taxonomy: 'CWE', id }]));
  expect(result.problems).toEqual([expect.stringContaining(words)]);
  expect(result.frameworks).toEqual([]);
});

it('says that an id without version is ambiguous', async () => {
  const both = await Categoriser.create(
    await loadFrameworks({ enabled: availableFrameworks }),
  );
  const result = both.categorise(finding([], { tags: ['V2.1'] }));
  expect(result.problems).toEqual([
    expect.stringContaining('Write the version'),
  ]);
  expect(result.frameworks).toEqual([]);
});

it('leads from a requirement of ASVS 4.0.3 to 5.0.0 and on to ISO', async () => {
  const both = await Categoriser.create(
    await loadFrameworks({ enabled: availableFrameworks }),
  );
  const result = both.categorise(finding([], { tags: ['asvs@4.0.3:V1.7.1'] }));
  expect(axis(result, ASVS)?.suggestions[0]).toMatchObject({
    category: `${ASVS}:V16.2`,
    confidence: 1,
    method: 'crosswalk',
  });
  expect(axis(result, ISO)?.suggestions[0].category).toBe(`${ISO}:A.8.15`);
});

it('knows the OWASP Top 10 as an axis, by name and by weakness', () => {
  const named = usual.categorise(
    finding([{ taxonomy: 'OWASP', id: 'A05:2025-Injection' }]),
  );
  expect(axis(named, 'owasp-top10@2025')?.confirmed).toBe(
    'owasp-top10@2025:A05',
  );
  const [hint] = axis(named, ASVS)!.suggestions;
  expect(hint).toMatchObject({ category: `${ASVS}:V1.2`, method: 'top10' });
  expect(hint.confidence).toBeLessThanOrEqual(0.4);
  const byWeakness = usual.categorise(cwe(89));
  expect(axis(byWeakness, 'owasp-top10@2025')?.confirmed).toBe(
    'owasp-top10@2025:A05',
  );
});

it('keeps threats an axis of their own, with a shortlist', () => {
  const result = usual.categorise(
    finding([
      { taxonomy: 'STRIDE', id: 'repudiation' },
      { taxonomy: 'LINDDUN', id: 'non-repudiation' },
    ]),
  );
  expect(result.threats).toEqual(['linddun:Nr', 'stride:R']);
  expect(result.frameworks).toEqual([]);
  expect(result.shortlist).toContain(`${ASVS}:V16`);
  expect(result.shortlist).toContain(`${ISO}:A.8.15`);
});

it('keeps several words undecided', () => {
  const result = usual.categorise(
    finding([], { title: 'Backup of the session cookie' }),
  );
  const found = axis(result, ISO)!;
  expect(found.confirmed).toBeUndefined();
  expect(found.suggestions.map(({ confidence }) => confidence)).toEqual([
    0.4, 0.4,
  ]);
});

it('confirms by a rule that the organisation trusts, and no further', async () => {
  const rules = await withRules({
    id: 'secrets of the nightly scan',
    category: 'V6.2',
    when: { weakness: 'CWE-798', source: 'nightly-*' },
  });
  const result = rules.categorise({ ...cwe(798), source: 'nightly-sast' });
  expect(axis(result, ASVS)).toMatchObject({
    confirmed: `${ASVS}:V6.2`,
    rule: 'secrets of the nightly scan',
  });
  const other = rules.categorise({ ...cwe(798), source: 'weekly' });
  expect(axis(other, ASVS)).toMatchObject({ confirmed: `${ASVS}:V13.3` });
  expect(axis(other, ASVS)?.rule).toBeUndefined();
});

it('matches rules by whole words and by label', async () => {
  const rules = await withRules(
    {
      id: 'words',
      category: 'A.8.13',
      when: { words: ['backup', 'Sicherung'] },
    },
    { id: 'label', category: 'V17.1', when: { label: 'Media' } },
  );
  const confirmed = (title: string, tags: string[] = []) =>
    rules
      .categorise(finding([], { title, tags }))
      .frameworks.flatMap(one => one.rule ?? []);
  expect(confirmed('The SICHERUNG fails')).toEqual(['words']);
  expect(confirmed('Unversicherung')).toEqual([]);
  expect(confirmed('Call', ['media'])).toEqual(['label']);
});

it.each([
  [
    'an unknown category',
    { id: 'r', category: 'V99', when: { label: 'x' } },
    'unknownId',
  ],
  ['nothing to match', { id: 'r', category: 'V1', when: {} }, 'syntax'],
  ['no words', { id: 'r', category: 'V1', when: { words: [] } }, 'syntax'],
  [
    'a category as weakness',
    { id: 'r', category: 'V1', when: { weakness: 'CWE-16' } },
    'notAWeakness',
  ],
] as const)('refuses a rule with %s', async (_, rule, code) => {
  await expectCategoryError(() => withRules(rule), code, '"r"');
});

it('refuses two rules of one name', async () => {
  const rule = { id: 'r', category: 'V1', when: { label: 'x' } };
  await expectCategoryError(() => withRules(rule, rule), 'duplicate', '"r"');
});

it('follows the edges of the organisation instead of those built in', async () => {
  const frameworks = await loadFrameworks({
    own: [
      {
        id: 'acme',
        title: 'ACME',
        categories: [{ id: 'KEYS', name: 'Keys' }],
      },
    ],
    overlays: [
      { from: 'cwe:798', to: 'V11.1' },
      { from: 'A.8.24', to: 'acme:KEYS', strength: 0.9 },
    ],
  });
  const result = (await Categoriser.create(frameworks)).categorise(cwe(798));
  expect(axis(result, ASVS)?.suggestions.map(one => one.category)).toEqual([
    `${ASVS}:V11.1`,
  ]);
  expect(axis(result, 'acme')?.suggestions[0]).toMatchObject({
    category: 'acme:KEYS',
    confidence: 0.81,
    path: ['cwe:798', `${ASVS}:V11.1`, `${ISO}:A.8.24`, 'acme:KEYS'],
  });
});

it('gives any finding at most three suggestions a framework, the best first, and confirms only what is clear', () => {
  const label = fc.record({
    taxonomy: fc.constantFrom('CWE', 'STRIDE', 'OWASP', 'other'),
    id: fc.oneof(
      fc.integer({ min: 0, max: 1_500 }).map(id => `CWE-${id}`),
      fc.constantFrom('V1.2', 'V11', 'A.8.24', 'spoofing', 'A03:2025', '8.1'),
      fc.string(),
    ),
  });
  const any = fc.record({
    title: fc.oneof(
      fc.string(),
      fc.constantFrom('backup of secrets', 'TLS cookie', 'login without MFA'),
    ),
    labels: fc.array(label, { maxLength: 4 }),
    tags: fc.array(fc.string(), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(any, one => {
      const result = usual.categorise(one);
      expect(usual.categorise(one)).toEqual(result);
      for (const { suggestions, confirmed } of result.frameworks) {
        expect(suggestions.length).toBeLessThanOrEqual(3);
        const [best, second] = suggestions.map(({ confidence }) =>
          Math.round(confidence * 1_000),
        );
        expect(best).toBeLessThanOrEqual(1_000);
        expect(best).toBeGreaterThanOrEqual(second ?? 0);
        expect(confirmed).toBe(
          best >= 700 && best - (second ?? 0) >= 200
            ? suggestions[0].category
            : undefined,
        );
        for (const { category, path } of suggestions) {
          expect(usual.frameworks.resolve(category).id).toBe(category);
          expect(path[path.length - 1]).toBe(category);
        }
      }
    }),
  );
});

it('gives what the README shows', () => {
  const { frameworks } = usual.categorise({
    title: 'Password in the source code',
    labels: [{ taxonomy: 'CWE', id: 'CWE-798' }],
  });
  expect(
    frameworks.map(({ suggestions: [best], confirmed }) => [
      best.category,
      best.confidence,
      confirmed === best.category,
    ]),
  ).toEqual([
    ['asvs@5.0.0:V13.3', 0.9, true],
    ['iso27001@2022:A.8.24', 0.81, true],
    ['owasp-top10@2025:A07', 0.8, true],
  ]);
});
