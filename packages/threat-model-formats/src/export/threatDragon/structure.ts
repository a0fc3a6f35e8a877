import { maxBoxes } from '../../formats/threatDragon/boundaryBoxes';
import { ModelElement, ThreatModel } from '../../model';
import { eachElement, Reduction } from '../target';

/** Trust boundaries that the reader looks into: the first ones of each diagram. */
function drawnBoxes(model: ThreatModel): Map<string, ModelElement> {
  const perDiagram = new Map<string | undefined, number>();
  const boxes = new Map<string, ModelElement>();
  for (const element of model.elements) {
    if (element.kind === 'boundary') {
      const count = (perDiagram.get(element.diagramId) ?? 0) + 1;
      perDiagram.set(element.diagramId, count);
      if (count <= maxBoxes) {
        boxes.set(element.id, element);
      }
    }
  }
  return boxes;
}

/** A drawing shows only which trust boundary an element lies in. */
export const drawnParents: Reduction = {
  code: 'parents',
  message:
    'What an element lies in, unless it is a trust boundary of the same diagram; the nearest such boundary stays.',
  reduce: model => {
    const boxes = drawnBoxes(model);
    const byId = new Map(model.elements.map(element => [element.id, element]));
    const nearestBox = (element: ModelElement): string | undefined => {
      let id = element.parentId;
      while (id !== undefined) {
        if (boxes.get(id)?.diagramId === element.diagramId && boxes.has(id)) {
          return id;
        }
        id = byId.get(id)?.parentId;
      }
      return undefined;
    };
    return eachElement('', undefined, element => {
      const parentId =
        element.kind === 'flow' ? undefined : nearestBox(element);
      return parentId === element.parentId ? element : { ...element, parentId };
    }).reduce(model);
  },
};

/** Both ends of a data flow are drawn in its own diagram. */
export const flowEnds: Reduction = {
  code: 'flow-ends',
  message: 'Ends of data flows in another diagram.',
  reduce: model => {
    const diagramOf = new Map(
      model.elements.map(({ id, diagramId }) => [id, diagramId]),
    );
    return eachElement('', undefined, element => {
      const held = (id: string | undefined) =>
        id !== undefined && diagramOf.get(id) === element.diagramId
          ? id
          : undefined;
      const sourceId = held(element.sourceId);
      const targetId = held(element.targetId);
      return sourceId === element.sourceId && targetId === element.targetId
        ? element
        : { ...element, sourceId, targetId };
    }).reduce(model);
  },
};
