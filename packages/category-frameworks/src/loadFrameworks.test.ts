import { expectCategoryError } from './__testUtils__/expectCategoryError';
import { builtInCoverage } from './coverage';
import { loadFrameworks } from './loadFrameworks';

const own = {
  id: 'acme',
  version: '1',
  title: 'ACME controls',
  categories: [
    { id: 'SEC-1', name: 'Secrets' },
    { id: 'SEC-1.1', name: 'Rotation', parent: 'SEC-1' },
    { id: 'SEC-2', name: 'Backups' },
  ],
};

it('adds a framework of the organisation', async () => {
  const frameworks = await loadFrameworks({ own: [own] });
  expect(frameworks.resolve('acme:SEC-1.1')).toMatchObject({
    id: 'acme@1:SEC-1.1',
    name: 'Rotation',
  });
  expect(frameworks.frameworks.get('acme@1')?.own).toBe(true);
});

it('changes the data version with what is chosen', async () => {
  const versions = await Promise.all(
    [
      {},
      { own: [own] },
      { own: [own], overlays: [{ from: 'cwe:798', to: 'acme@1:SEC-1' }] },
      { enabled: ['cwe'] },
    ].map(async choice => (await loadFrameworks(choice)).dataVersion),
  );
  expect(new Set(versions).size).toBe(versions.length);
  expect((await loadFrameworks({ own: [own] })).dataVersion).toBe(versions[1]);
});

it.each([
  [
    'a framework that is unknown',
    { enabled: ['pci@4'] },
    'unknownFramework',
    'pci@4',
  ],
  [
    'what every object has',
    { enabled: ['toString'] },
    'unknownFramework',
    'toString',
  ],
  ['a framework twice', { enabled: ['cwe', 'cwe'] }, 'duplicate', 'cwe'],
  ['an own framework twice', { own: [own, own] }, 'duplicate', 'acme@1'],
  [
    'the name of a built-in one',
    { own: [{ ...own, id: 'asvs' }] },
    'duplicate',
    'asvs',
  ],
  ['a strange name', { own: [{ ...own, id: 'Ac me' }] }, 'syntax', 'Ac me'],
] as const)('refuses %s', async (_, choice, code, words) => {
  await expectCategoryError(() => loadFrameworks(choice), code, words);
});

const withCategories = (
  categories: { id: string; name: string; parent?: string }[],
) => loadFrameworks({ own: [{ ...own, categories }] });

it('names categories that are twice, unknown or in a circle', async () => {
  await expectCategoryError(
    () =>
      withCategories([
        { id: 'A', name: '' },
        { id: 'A', name: '' },
      ]),
    'duplicate',
    '"A"',
  );
  await expectCategoryError(
    () => withCategories([{ id: 'A', name: '', parent: 'B' }]),
    'unknownId',
    '"B"',
  );
  await expectCategoryError(
    () =>
      withCategories([
        { id: 'A', name: '', parent: 'B' },
        { id: 'B', name: '', parent: 'A' },
      ]),
    'cycle',
    'A < B < A',
  );
});

const withOverlays = (
  overlays: { from: string; to: string; strength?: number }[],
) => loadFrameworks({ own: [own], overlays });

it('names overlay edges that are twice, unknown, too strong or in a circle', async () => {
  const edge = { from: 'A.8.24', to: 'acme@1:SEC-1' };
  await expectCategoryError(
    () => withOverlays([edge, { ...edge, from: 'iso27001@2022:A.8.24' }]),
    'duplicate',
    'iso27001@2022:A.8.24',
  );
  await expectCategoryError(
    () => withOverlays([{ from: 'cwe:16', to: 'acme@1:SEC-1' }]),
    'notAWeakness',
    'Overlay edge 1',
  );
  await expectCategoryError(
    () => withOverlays([{ from: 'cwe:79', to: 'acme@1:SEC-9' }]),
    'unknownId',
    'SEC-9',
  );
  for (const strength of [0, -1, 1.1, NaN]) {
    await expectCategoryError(
      () => withOverlays([{ ...edge, strength }]),
      'outOfRange',
      'strength',
    );
  }
  await expectCategoryError(
    () =>
      withOverlays([
        edge,
        { from: 'acme@1:SEC-1', to: 'acme@1:SEC-2' },
        { from: 'acme@1:SEC-2', to: 'iso27001@2022:A.8.24' },
      ]),
    'cycle',
    'iso27001@2022:A.8.24',
  );
});

it('covers by a method only what is enabled', async () => {
  const methods = await builtInCoverage(
    await loadFrameworks({ enabled: ['iso27001@2022'] }),
  );
  expect(methods.map(({ method }) => method)).toEqual(['stride', 'linddun']);
  const ids = methods.flatMap(({ categories }) => categories);
  expect(ids).toContain('iso27001@2022:A.8.24');
  expect(ids.every(id => id.startsWith('iso27001@2022:'))).toBe(true);
  // What no threat model looks at by its method is not known from one.
  expect(ids).not.toContain('iso27001@2022:A.8.13');
});
