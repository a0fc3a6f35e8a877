import { ElementKind, ModelElement, ThreatModel } from '../model';
import { UniqueKeys } from '../reading/keys';

/** Stands for the model where a format has threats on elements only. */
export const wholeModelName = 'The whole model';

/** The model's elements and one more, with an id that none of them has. */
export function addElement(
  model: ThreatModel,
  name: string,
  kind: ElementKind,
  diagramId?: string,
): { id: string; elements: ModelElement[] } {
  const ids = new UniqueKeys();
  model.elements.forEach(element => ids.claim(element.id));
  const id = ids.claim(name.toLowerCase().replace(/ /g, '-'));
  return {
    id,
    elements: [
      ...model.elements,
      { id, name, kind, outOfScope: false, diagramId, tags: [] },
    ],
  };
}
