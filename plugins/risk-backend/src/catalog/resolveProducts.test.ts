import fc from 'fast-check';
import { EntityGraph, GraphNode, MAX_DEPTH } from './EntityGraph';
import { resolveProduct, resolveProducts } from './resolveProducts';

interface Part {
  of?: string[];
  product?: boolean;
  system?: string;
}

function graphOf(parts: Record<string, Part>): EntityGraph {
  return new EntityGraph(
    Object.entries(parts).map(
      ([ref, { of = [], product = false, system = null }]): GraphNode => ({
        ref,
        kind: ref.slice(0, ref.indexOf(':')),
        isProduct: product,
        systemRef: system,
        // As the mirror does it: spec.system is a relation as well.
        parents: [...of, ...(system ? [system] : [])].map(parent => ({
          relation: 'partOf',
          ref: parent,
        })),
      }),
    ),
  );
}

describe('resolveProduct', () => {
  it('is the entity itself when it is a product', () => {
    const graph = graphOf({
      'system:a': { product: true, of: ['system:b'] },
      'system:b': { product: true },
    });
    expect(resolveProduct(graph, 'system:a').productRef).toBe('system:a');
  });

  it('prefers spec.system to any other ancestor', () => {
    const graph = graphOf({
      'system:a': { product: true },
      'system:b': { product: true },
      'component:c': { of: ['system:a', 'system:b'], system: 'system:b' },
    });
    expect(resolveProduct(graph, 'component:c')).toEqual({
      productRef: 'system:b',
      tie: false,
      domainRef: null,
    });
  });

  it('goes past a spec.system that is no product', () => {
    const graph = graphOf({
      'domain:d': { product: true },
      'system:a': { of: ['domain:d'] },
      'component:c': { of: ['system:a'], system: 'system:a' },
    });
    expect(resolveProduct(graph, 'component:c')).toEqual({
      productRef: 'domain:d',
      tie: false,
      domainRef: 'domain:d',
    });
  });

  it('takes the nearest product above', () => {
    const graph = graphOf({
      'system:far': { product: true },
      'system:near': { product: true, of: ['system:far'] },
      'component:parent': { of: ['system:near'] },
      'component:child': { of: ['component:parent', 'component:other'] },
      'component:other': { of: ['component:more'] },
      'component:more': { of: ['system:far'] },
    });
    expect(resolveProduct(graph, 'component:child')).toMatchObject({
      productRef: 'system:near',
      tie: false,
    });
  });

  it('takes the first by ref of equally near ones, and reports the tie', () => {
    const graph = graphOf({
      'system:b': { product: true },
      'system:a': { product: true },
      'resource:r': { of: ['system:b', 'system:a'] },
    });
    expect(resolveProduct(graph, 'resource:r')).toMatchObject({
      productRef: 'system:a',
      tie: true,
    });
  });

  it('is none without a product above, or with one that does not exist', () => {
    const graph = graphOf({
      'component:c': { of: ['system:gone'], system: 'system:gone' },
    });
    expect(resolveProduct(graph, 'component:c')).toEqual({
      productRef: '',
      tie: false,
      domainRef: null,
    });
  });

  it('takes the domain of the product', () => {
    const graph = graphOf({
      'domain:a': {},
      'domain:b': {},
      'system:s': { product: true, of: ['domain:b'] },
      'component:c': { of: ['domain:a', 'system:s'], system: 'system:s' },
    });
    expect(resolveProduct(graph, 'component:c').domainRef).toBe('domain:b');
  });
});

describe('any graph, cycles and dangling relations included', () => {
  const refs = ['c:0', 'c:1', 'c:2', 'c:3', 'c:4', 'c:5', 'c:6', 'c:7'];
  const target = fc.constantFrom(...refs, 'c:dangling');
  const parts = fc.dictionary(
    fc.constantFrom(...refs),
    fc.record({
      of: fc.uniqueArray(target, { maxLength: 4 }),
      product: fc.boolean(),
      system: fc.option(target, { nil: undefined }),
    }),
  );
  const reversed = (source: Record<string, Part>): Record<string, Part> =>
    Object.fromEntries(
      Object.entries(source)
        .reverse()
        .map(([ref, part]) => [
          ref,
          { ...part, of: [...(part.of ?? [])].reverse() },
        ]),
    );

  it('gives each entity exactly one product that exists, or none', () => {
    fc.assert(
      fc.property(parts, source => {
        const graph = graphOf(source);
        const placements = resolveProducts(graph);
        expect([...placements.keys()].sort()).toEqual(
          Object.keys(source).sort(),
        );
        for (const { productRef } of placements.values()) {
          expect(productRef === '' || source[productRef].product).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order of entities or relations', () => {
    fc.assert(
      fc.property(parts, source => {
        const placements = resolveProducts(graphOf(source));
        for (const [ref, placement] of resolveProducts(
          graphOf(reversed(source)),
        )) {
          expect(placement).toEqual(placements.get(ref));
        }
      }),
    );
  });

  it('keeps products in themselves and finds none only where none is above', () => {
    fc.assert(
      fc.property(parts, source => {
        const graph = graphOf(source);
        const isProduct = (ref: string) => source[ref].product === true;
        const wrong = [...resolveProducts(graph)].filter(
          ([ref, { productRef }]) =>
            isProduct(ref)
              ? productRef !== ref
              : (productRef === '') ===
                graph.ancestors(ref).some(above => isProduct(above.ref)),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('changes only entities below what changed', () => {
    fc.assert(
      fc.property(
        parts,
        fc.constantFrom(...refs),
        fc.record({
          of: fc.uniqueArray(target, { maxLength: 4 }),
          product: fc.boolean(),
        }),
        (source, ref, part) => {
          const before = resolveProducts(graphOf(source));
          const graph = graphOf({ ...source, [ref]: part });
          const below = graph.withDescendants([ref]);
          const elsewhere = [...resolveProducts(graph)].filter(
            ([other]) => !below.has(other),
          );
          for (const [other, placement] of elsewhere) {
            expect(placement).toEqual(before.get(other));
          }
        },
      ),
    );
  });

  it('lists each ancestor once, nearest first', () => {
    fc.assert(
      fc.property(parts, source => {
        const graph = graphOf(source);
        for (const ref of graph.refs()) {
          const ancestors = graph.ancestors(ref);
          expect(ancestors[0]).toEqual({ ref, depth: 0, relation: 'self' });
          const depths = ancestors.map(({ depth }) => depth);
          expect(depths).toEqual([...depths].sort((a, b) => a - b));
          expect(new Set(ancestors.map(above => above.ref)).size).toBe(
            ancestors.length,
          );
        }
      }),
    );
  });
});

describe('EntityGraph', () => {
  it('ends a walk up an endless chain', () => {
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [
        `c:${index}`,
        { of: [`c:${index + 1}`] },
      ]),
    );
    expect(graphOf(chain).ancestors('c:0')).toHaveLength(MAX_DEPTH + 1);
  });

  it('finds what lay in an entity that is gone', () => {
    const graph = graphOf({
      'c:child': { of: ['c:gone'] },
      'c:grandchild': { of: ['c:child'] },
      'c:other': {},
    });
    expect([...graph.withDescendants(['c:gone'])]).toEqual([
      'c:child',
      'c:grandchild',
    ]);
  });
});
