import { ModelElement } from '../../model';
import { groupBy } from '../writing';

/** Where a shape is drawn, in the tool's pixels. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

const leaf = { width: 120, height: 80 };
const emptyBox = { width: 200, height: 140 };
const gap = 60;
const padding = 50;

interface Sized {
  element: ModelElement;
  width: number;
  height: number;
  children: Sized[];
}

/** Items in rows of about equal numbers, as near to a square as they come. */
function rowsOf(items: Sized[]): Sized[][] {
  const columns = Math.max(1, Math.ceil(Math.sqrt(items.length)));
  const rows: Sized[][] = [];
  for (let start = 0; start < items.length; start += columns) {
    rows.push(items.slice(start, start + columns));
  }
  return rows;
}

const heightOf = (row: Sized[]) => Math.max(...row.map(({ height }) => height));

const widthOf = (row: Sized[]) =>
  row.reduce((sum, { width }) => sum + width, 0) + gap * (row.length - 1);

/**
 * Lays out the shapes of one diagram: trust boundaries are boxes around what
 * lies in them, shapes stand in rows, and nothing overlaps. Flows have no place
 * of their own.
 */
export function layOut(elements: ModelElement[]): Map<string, Place> {
  const shapes = elements.filter(({ kind }) => kind !== 'flow');
  const childrenOf = groupBy(shapes, ({ parentId }) => parentId);

  const measure = (element: ModelElement): Sized => {
    const children = (childrenOf.get(element.id) ?? []).map(measure);
    if (children.length === 0) {
      const size = element.kind === 'boundary' ? emptyBox : leaf;
      return { element, ...size, children };
    }
    const rows = rowsOf(children);
    return {
      element,
      width: Math.max(...rows.map(widthOf)) + 2 * padding,
      height:
        rows.reduce((sum, row) => sum + heightOf(row), 0) +
        gap * (rows.length - 1) +
        2 * padding,
      children,
    };
  };

  const places = new Map<string, Place>();
  const placeAll = (items: Sized[], left: number, top: number): void => {
    let y = top;
    for (const row of rowsOf(items)) {
      let x = left;
      for (const { element, width, height, children } of row) {
        places.set(element.id, { x, y, width, height });
        placeAll(children, x + padding, y + padding);
        x += width + gap;
      }
      y += heightOf(row) + gap;
    }
  };
  placeAll((childrenOf.get(undefined) ?? []).map(measure), gap, gap);
  return places;
}
