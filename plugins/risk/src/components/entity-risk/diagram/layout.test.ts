import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import { diagramFixture } from '../../../__fixtures__';
import { elementsOf, layOut, toElkGraph } from './layout';

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
    const rightEdge =
      (internet?.x ?? 0) + (customer?.x ?? 0) + (customer?.width ?? 0);
    expect(login?.points[0].x).toBeCloseTo(rightEdge, 0);
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
