import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { catalogEntity } from '../__testUtils__/catalogEntities';
import { readRiskConfig } from '../config';
import { projectEntity } from './projectEntity';

const configOf = (risk: JsonObject = {}) =>
  readRiskConfig(new ConfigReader({ risk }));

const project = (...args: Parameters<typeof catalogEntity>) =>
  projectEntity(catalogEntity(...args), configOf());

describe('projectEntity', () => {
  it('takes spec.system as a relation before the catalog derives it', () => {
    expect(
      project('component:shop/pay', { spec: { system: 'Payments' } }),
    ).toMatchObject({
      systemRef: 'system:shop/payments',
      relations: [{ type: 'partOf', target: 'system:shop/payments' }],
    });
  });

  it('keeps each relation once, and only those that matter', () => {
    expect(
      project('component:pay', {
        spec: { system: 'payments' },
        relations: {
          partOf: ['system:default/Payments'],
          hasPart: ['component:default/x'],
          dependsOn: ['resource:default/db'],
        },
      }).relations,
    ).toEqual([
      { type: 'dependsOn', target: 'resource:default/db' },
      { type: 'partOf', target: 'system:default/payments' },
    ]);
  });

  it.each([
    ['spec.owner', { spec: { owner: 'Team-A' } }, 'group:default/team-a'],
    [
      'a relation, without spec.owner',
      { relations: { ownedBy: ['user:default/b', 'user:default/a'] } },
      'user:default/a',
    ],
    ['nobody', {}, null],
    ['nobody for nonsense', { spec: { owner: 'group:' } }, null],
    ['nobody for endless text', { spec: { owner: 'x'.repeat(300) } }, null],
    ['nobody for a number', { spec: { owner: 3 } }, null],
  ])('is owned by %s', (_, options, ownerRef) => {
    expect(project('component:pay', options)).toMatchObject({ ownerRef });
  });

  it('proposes the annotated owner, else spec.owner', () => {
    const spec = { owner: 'team-a' };
    expect(project('system:s', { spec }).proposal).toEqual({
      ownerRef: 'group:default/team-a',
      proposedBy: 'spec.owner',
    });
    const owner = (text: string) =>
      project('system:s', { spec, annotations: { 'product-risk/owner': text } })
        .proposal;
    expect(owner('user:default/Olga')).toEqual({
      ownerRef: 'user:default/olga',
      proposedBy: 'product-risk/owner',
    });
    expect(owner(' ')).toMatchObject({ proposedBy: 'spec.owner' });
  });

  it('survives a spec of unexpected shapes', () => {
    expect(
      project('component:pay', {
        spec: { type: ['a'], lifecycle: 1, system: {}, profile: 'x' },
      }),
    ).toMatchObject({
      title: 'pay',
      type: null,
      lifecycle: null,
      systemRef: null,
    });
  });

  it('has the same fingerprint until something matters', () => {
    const of = (...args: Parameters<typeof project>) =>
      project(...args).fingerprint;
    const plain = of('component:pay', { spec: { type: 'service' } });
    expect(
      of('component:pay', {
        spec: { type: 'service', description: 'x' },
        annotations: { 'example.org/commit': 'abc' },
      }),
    ).toBe(plain);
    expect(of('component:pay', { spec: { type: 'website' } })).not.toBe(plain);
    expect(
      of('component:pay', {
        spec: { type: 'service' },
        annotations: { 'product-risk/threat-model': './a.json' },
      }),
    ).not.toBe(plain);
  });

  describe('products', () => {
    const isProduct = (
      risk: JsonObject,
      ...args: Parameters<typeof catalogEntity>
    ) => projectEntity(catalogEntity(...args), configOf(risk)).isProduct;
    const annotations = (text: string) => ({
      annotations: { 'product-risk/product': text },
    });

    it('are systems by default', () => {
      expect(isProduct({}, 'System:a')).toBe(true);
      expect(isProduct({}, 'component:a')).toBe(false);
    });

    it('match kind, type and label where the rule names them', () => {
      const product = {
        kind: 'Domain',
        type: 'product',
        label: { name: 'tier', value: 'one' },
      };
      const spec = { type: 'product' };
      const labels = { tier: 'one' };
      expect(isProduct({ product }, 'domain:a', { spec, labels })).toBe(true);
      expect(isProduct({ product }, 'domain:a', { spec })).toBe(false);
      expect(isProduct({ product }, 'domain:a', { labels })).toBe(false);
      expect(isProduct({ product }, 'system:a', { spec, labels })).toBe(false);
    });

    it('are not decided by an annotation where files are not trusted', () => {
      expect(isProduct({}, 'system:a', annotations('false'))).toBe(true);
      const product = { type: 'product' };
      expect(isProduct({ product }, 'system:a', annotations('true'))).toBe(
        false,
      );
    });

    it('are chosen among the right kind by an annotation where they are', () => {
      const risk = {
        policy: { trustCatalogOwners: true },
        product: { type: 'product' },
      };
      const spec = { type: 'product' };
      expect(isProduct(risk, 'system:a', annotations('true'))).toBe(true);
      expect(
        isProduct(risk, 'system:a', { spec, ...annotations('false') }),
      ).toBe(false);
      expect(isProduct(risk, 'component:a', annotations('true'))).toBe(false);
    });
  });
});
