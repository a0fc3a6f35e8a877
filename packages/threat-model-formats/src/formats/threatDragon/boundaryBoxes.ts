import { Cell } from './diagramCells';

interface Box {
  id: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  area: number;
}

/** No real diagram comes near; keeps the comparison of all with all cheap. */
export const maxBoxes = 500;

function boxOf(id: string, { at }: Cell): Box | undefined {
  const number = (owner: string, key: string) => {
    const { value } = at.get(owner).get(key);
    return typeof value === 'number' ? value : NaN;
  };
  const left = number('position', 'x');
  const top = number('position', 'y');
  const width = number('size', 'width');
  const height = number('size', 'height');
  const area = width * height;
  return Number.isFinite(left + top + area)
    ? { id, left, top, right: left + width, bottom: top + height, area }
    : undefined;
}

/**
 * The trust boundary each shape stands in, as drawn: the smallest box around
 * its centre. The file does not say it in words. Maps element id to element id.
 */
export function findContainingBoxes(
  cells: { id: string; cell: Cell }[],
): Map<string, string> {
  const boxes = cells
    .filter(({ cell }) => cell.kind === 'boundary')
    .slice(0, maxBoxes)
    .flatMap(({ id, cell }) => boxOf(id, cell) ?? [])
    .sort((one, other) => one.area - other.area);
  const parents = new Map<string, string>();
  for (const { id, cell } of cells) {
    const shape = boxOf(id, cell);
    if (!shape || cell.kind === 'flow') {
      continue;
    }
    const x = (shape.left + shape.right) / 2;
    const y = (shape.top + shape.bottom) / 2;
    const parent = boxes.find(
      box =>
        // A box is only ever inside a larger one, so that no circle arises.
        box.area > shape.area &&
        box.left <= x &&
        x <= box.right &&
        box.top <= y &&
        y <= box.bottom,
    );
    if (parent) {
      parents.set(id, parent.id);
    }
  }
  return parents;
}
