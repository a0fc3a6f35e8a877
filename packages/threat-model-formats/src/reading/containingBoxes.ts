import { ElementKind } from '../model';

/** A shape as it is drawn; any number that the file does not give is NaN. */
export interface DrawnShape {
  id: string;
  kind: ElementKind;
  left: number;
  top: number;
  width: number;
  height: number;
}

/** No real diagram comes near; keeps the comparison of all with all cheap. */
const maxBoxes = 500;

const areaOf = ({ width, height }: DrawnShape) => width * height;

const isDrawn = (shape: DrawnShape) =>
  Number.isFinite(shape.left + shape.top + areaOf(shape));

/**
 * The trust boundary each shape of a diagram stands in, as drawn: the smallest
 * box around its centre. Files do not say it in words. Maps id to id.
 */
export function findContainingBoxes(shapes: DrawnShape[]): Map<string, string> {
  const boxes = shapes
    .filter(shape => shape.kind === 'boundary')
    .slice(0, maxBoxes)
    .filter(isDrawn)
    .sort((one, other) => areaOf(one) - areaOf(other));
  const parents = new Map<string, string>();
  for (const shape of shapes) {
    const x = shape.left + shape.width / 2;
    const y = shape.top + shape.height / 2;
    const parent =
      shape.kind === 'flow' || !isDrawn(shape)
        ? undefined
        : boxes.find(
            box =>
              // A box is only ever inside a larger one, so that no circle arises.
              areaOf(box) > areaOf(shape) &&
              box.left <= x &&
              x <= box.left + box.width &&
              box.top <= y &&
              y <= box.top + box.height,
          );
    if (parent) {
      parents.set(shape.id, parent.id);
    }
  }
  return parents;
}
