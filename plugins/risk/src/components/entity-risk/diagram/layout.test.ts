import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import { diagramFixture } from '../../../__fixtures__';
import { elementsOf, layOut, scaleOf, toElkGraph } from './layout';

const { elements } = diagramFixture;
const [template] = elements;

describe('toElkGraph', () => {
  it('puts elements inside their boundaries, nested ones too', () => {
    const graph = toElkGraph(elements);
    expect(graph.children?.map(({ id }) => id)).toEqual([
      'n:internet',
      'n:cluster',
    ]);
    const cluster = graph.children?.[1];
    expect(cluster?.children?.map(({ id }) => id)).toEqual([
      'n:vault',
      'n:api',
      'n:fraud',
      'n:ledger',
    ]);
    expect(cluster?.children?.[0].children?.[0].id).toBe('n:keys');
  });

  it('leaves out flows that miss an end', () => {
    const ids = toElkGraph(elements).edges?.map(({ id }) => id);
    expect(ids).toContain('n:login');
    expect(ids).not.toContain('n:lost');
  });

  it('keeps boundaries that contain each other beside each other', () => {
    const inside = (id: string, parentId: string): DiagramElement => ({
      ...template,
      id,
      parentId,
    });
    const graph = toElkGraph([inside('a', 'b'), inside('b', 'a')]);
    expect(graph.children?.map(({ id }) => id)).toEqual(['n:a', 'n:b']);
  });

  it('stands what names an unknown boundary outside', () => {
    const graph = toElkGraph([{ ...template, id: 'x', parentId: 'gone' }]);
    expect(graph.children?.map(({ id }) => id)).toEqual(['n:x']);
  });
});

describe('layOut', () => {
  it('places every element within its boundary and joins flows to their ends', async () => {
    const placed = await layOut(elements);
    const byId = new Map(placed.elements.map(item => [item.element.id, item]));
    expect(byId.size).toBe(elements.filter(e => e.kind !== 'flow').length);
    const outside = placed.elements.filter(
      ({ parentId, x, y, width, height }) => {
        const parent = byId.get(parentId ?? '');
        return (
          x < 0 ||
          y < 0 ||
          (parent && x + width > parent.width) ||
          (parent && y + height > parent.height)
        );
      },
    );
    expect(outside).toEqual([]);
    const login = placed.flows.find(({ element }) => element.id === 'login');
    const customer = byId.get('customer');
    const internet = byId.get('internet');
    const start = login?.points[0] ?? { x: NaN, y: NaN };
    const left = (internet?.x ?? 0) + (customer?.x ?? 0);
    const top = (internet?.y ?? 0) + (customer?.y ?? 0);
    const onRightEdge =
      Math.abs(start.x - left - (customer?.width ?? 0)) < 1 && start.y >= top;
    const onLowerEdge =
      Math.abs(start.y - top - (customer?.height ?? 0)) < 1 && start.x >= left;
    expect(onRightEdge || onLowerEdge).toBe(true);
  });

  it('lets a long chain run downwards, where it can be read', async () => {
    const chain = Array.from({ length: 6 }, (_, index) => [
      { ...template, id: `p${index}`, kind: 'process' as const },
      {
        ...template,
        id: `f${index}`,
        kind: 'flow' as const,
        fromId: `p${index}`,
        toId: `p${index + 1}`,
      },
    ]).flat();
    const { elements: placed } = await layOut(
      chain.map(element => ({ ...element, parentId: undefined })),
    );
    const extent = (axis: 'x' | 'y') =>
      Math.max(...placed.map(item => item[axis]));
    expect(extent('y')).toBeGreaterThan(extent('x'));
  });

  it('puts data that nothing flows to in rows below the drawing', async () => {
    const assets = Array.from({ length: 12 }, (_, index) => ({
      ...template,
      id: `asset-${index}`,
      kind: 'asset' as const,
      parentId: undefined,
    }));
    const drawn = await layOut(elements);
    const placed = await layOut([...elements, ...assets]);
    const rows = placed.elements.filter(({ element }) =>
      element.id.startsWith('asset-'),
    );
    expect(rows).toHaveLength(12);
    expect(Math.min(...rows.map(({ y }) => y))).toBeGreaterThan(drawn.height);
    expect(new Set(rows.map(({ x, y }) => `${x} ${y}`)).size).toBe(12);
    expect(new Set(rows.map(({ y }) => y)).size).toBeLessThan(5);
    expect(
      rows.every(
        ({ x, y, width, height }) =>
          x + width <= placed.width && y + height <= placed.height,
      ),
    ).toBe(true);
    expect(placed.flows).toHaveLength(drawn.flows.length);

    const alone = await layOut(assets);
    expect(Math.min(...alone.elements.map(({ y }) => y))).toBe(0);
  });

  it('says how large a graph can be drawn', () => {
    expect(scaleOf({ id: 'root', width: 1560, height: 100 })).toBe(0.5);
    expect(scaleOf({ id: 'root', width: 10, height: 10 })).toBe(1);
  });
});

describe('elementsOf', () => {
  it('keeps elements of the diagram and those of none', () => {
    const listed = elementsOf(
      [
        { ...template, id: 'here', diagramId: 'one' },
        { ...template, id: 'there', diagramId: 'two' },
        { ...template, id: 'anywhere' },
      ],
      'one',
    );
    expect(listed.map(({ id }) => id)).toEqual(['here', 'anywhere']);
  });
});
