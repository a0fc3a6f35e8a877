import { readBundled } from './bundled';
import { builtInCoverage } from './coverage';
import { builtInCrosswalks } from './builtIn';
import { indexFramework } from './framework';
import { readCrosswalk } from './crosswalk';
import { availableFrameworks, loadFrameworks } from './loadFrameworks';
import { expectCategoryError } from './__testUtils__/expectCategoryError';

it('holds every framework and edge that its files state, all connected', async () => {
  const all = await loadFrameworks({ enabled: availableFrameworks });
  const sizes = [...all.frameworks.values()].map(({ key, counts }) => [
    key,
    counts,
  ]);
  expect(Object.fromEntries(sizes)).toEqual({
    'asvs@4.0.3': { chapter: 14, section: 71, requirement: 286 },
    'asvs@5.0.0': { chapter: 17, section: 80, requirement: 345 },
    cwe: { weakness: 964, category: 409, view: 54 },
    'iso27001@2013': { theme: 14, control: 114 },
    'iso27001@2022': { theme: 4, control: 93 },
    linddun: { type: 7 },
    'nist-csf@2.0': { function: 6, category: 22, subcategory: 106 },
    'owasp-top10@2021': { category: 10 },
    'owasp-top10@2025': { category: 10 },
    stride: { category: 6 },
  });
  expect(all.crosswalks.map(({ edges }) => edges.length)).toEqual([
    352, 197, 249, 266, 137, 115, 244,
  ]);
  expect(all.crosswalks).toHaveLength(builtInCrosswalks.length);
});

it('says of every crosswalk where it comes from and what it is worth', async () => {
  const all = await loadFrameworks({ enabled: availableFrameworks });
  for (const crosswalk of all.crosswalks) {
    expect(crosswalk.origin).toMatch(/\w/);
    expect(crosswalk.licence).toMatch(/\w/);
    expect(crosswalk.status).toBe(
      crosswalk.origin === 'Proposed by this project'
        ? 'proposal'
        : 'published',
    );
  }
});

it('puts every active weakness into exactly one group', async () => {
  const { frameworks } = await loadFrameworks({ enabled: ['cwe'] });
  const weaknesses = [...frameworks.get('cwe')!.nodes.values()].filter(
    ({ kind }) => kind === 'weakness',
  );
  const active = weaknesses.filter(({ deprecated }) => !deprecated);
  expect(active).toHaveLength(939);
  expect(active.filter(({ group }) => group === undefined)).toEqual([]);
  expect(new Set(active.map(({ group }) => group)).size).toBe(22);
});

it('refuses damaged data', async () => {
  const data = {
    framework: 'f',
    version: '1',
    title: '',
    licence: '',
    attribution: '',
    counts: { control: 2 },
    nodes: [{ id: 'A', kind: 'control' as const }],
  };
  await expectCategoryError(
    () => indexFramework(data),
    'wrongCount',
    'f@1',
    'holds 1',
  );
  const edge = { from: 'A', to: 'B' };
  const crosswalk = {
    from: 'f',
    to: 'g',
    origin: '',
    status: 'own' as const,
    licence: '',
    counts: { edges: 2 },
    edges: [edge],
  };
  await expectCategoryError(() => readCrosswalk(crosswalk), 'wrongCount');
  await expectCategoryError(
    () => readCrosswalk({ ...crosswalk, edges: [edge, edge] }),
    'duplicate',
    'A to B',
  );
});

it('reads the same files from memory', async () => {
  const lazy = await loadFrameworks({ enabled: availableFrameworks });
  const bundled = await loadFrameworks(
    { enabled: availableFrameworks },
    readBundled,
  );
  expect(bundled.frameworks).toEqual(lazy.frameworks);
  expect(bundled.crosswalks).toEqual(lazy.crosswalks);
  expect(await builtInCoverage(bundled)).toEqual(await builtInCoverage(lazy));
});
