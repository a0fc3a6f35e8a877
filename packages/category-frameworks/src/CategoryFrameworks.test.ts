import fc from 'fast-check';
import { expectCategoryError } from './__testUtils__/expectCategoryError';
import { CategoryFrameworks } from './CategoryFrameworks';
import { availableFrameworks, loadFrameworks } from './loadFrameworks';

let usual: CategoryFrameworks;
let all: CategoryFrameworks;

beforeAll(async () => {
  usual = await loadFrameworks();
  all = await loadFrameworks({ enabled: availableFrameworks });
});

it.each([
  ['asvs@5.0.0:V11.3', 'asvs@5.0.0:V11.3', 'Encryption Algorithms'],
  ['asvs:V11.3', 'asvs@5.0.0:V11.3', 'Encryption Algorithms'],
  [' V11.3 ', 'asvs@5.0.0:V11.3', 'Encryption Algorithms'],
  ['v5.0.0-11.3', 'asvs@5.0.0:V11.3', 'Encryption Algorithms'],
  ['A.8.10', 'iso27001@2022:A.8.10', 'Information deletion'],
  ['a.8.1', 'iso27001@2022:A.8.1', 'User end point devices'],
  ['CWE-079', 'cwe:79', undefined],
])('reads %s as %s', (text, id, name) => {
  const category = usual.resolve(text);
  expect(category.id).toBe(id);
  expect(name === undefined || category.name === name).toBe(true);
});

it('never reads a number, nor 8.10 as 8.1', async () => {
  await expectCategoryError(() => usual.resolve(8.1), 'notText', '8.10');
  await expectCategoryError(() => usual.resolve('8.10'), 'syntax');
  await expectCategoryError(
    () => usual.resolve('iso27001@2022:8.10'),
    'unknownId',
    'A.8.10',
  );
  expect(usual.resolve('A.8.10').id).not.toBe(usual.resolve('A.8.1').id);
});

it.each(['V2.1', 'asvs:V2.1', 'A.5.1'])(
  'refuses %s without version when two versions are enabled',
  async id => {
    await expectCategoryError(
      () => all.resolve(id),
      'ambiguousVersion',
      'Write the version',
    );
  },
);

it('reads an id with its version when two versions are enabled', () => {
  expect(all.resolve('asvs@4.0.3:V2.1').name).toBe('Password Security');
});

it.each([
  ['cwe:0', 'CWE-0 means'],
  ['CWE-0', 'CWE-0 means'],
  ['cwe:16', 'the category "Configuration"'],
  ['CWE-1000', 'the view'],
])('refuses %s as a weakness', async (id, words) => {
  await expectCategoryError(() => usual.resolve(id), 'notAWeakness', words);
});

it.each([
  ['cwe:99999', 'unknownId', 'CWE-99999'],
  ['asvs@5.0.0:V99', 'unknownId', 'V99'],
  ['pci@4:1.2', 'unknownFramework', 'Enabled: asvs'],
  ['asvs@3.0:V1', 'unknownVersion', 'asvs@5.0.0'],
] as const)('names what is unknown about %s', async (id, code, words) => {
  await expectCategoryError(() => usual.resolve(id), code, words);
});

it('reads every canonical id as itself', () => {
  const ids = [...all.frameworks.values()].flatMap(({ key, nodes }) =>
    [...nodes.values()]
      .filter(({ kind }) => key !== 'cwe' || kind === 'weakness')
      .map(({ id }) => `${key}:${id}`),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ids), id => {
      expect(all.resolve(id).id).toBe(id);
      expect(all.get(id)?.id).toBe(id);
      expect(all.withAncestors(id)[0]).toBe(id);
    }),
  );
});

it('climbs to everything above', () => {
  expect(usual.withAncestors('asvs@5.0.0:V11.3.1')).toEqual([
    'asvs@5.0.0:V11.3.1',
    'asvs@5.0.0:V11.3',
    'asvs@5.0.0:V11',
  ]);
  expect(usual.withAncestors('nothing')).toEqual([]);
});

it('lists the categories of a framework in natural order', () => {
  expect(usual.ofKind('asvs@5.0.0', 'chapter').map(({ node }) => node)).toEqual(
    Array.from({ length: 17 }, (_, index) => `V${index + 1}`),
  );
  expect(usual.ofKind('none', 'chapter')).toEqual([]);
});
