import { DrawnShape } from '../../reading/containingBoxes';
import { Cell } from './diagramCells';

/** A cell as it is drawn. */
export function drawnShape(id: string, { at, kind }: Cell): DrawnShape {
  const number = (owner: string, key: string) => {
    const { value } = at.get(owner).get(key);
    return typeof value === 'number' ? value : NaN;
  };
  return {
    id,
    kind: kind === 'text' ? 'node' : kind,
    left: number('position', 'x'),
    top: number('position', 'y'),
    width: number('size', 'width'),
    height: number('size', 'height'),
  };
}
