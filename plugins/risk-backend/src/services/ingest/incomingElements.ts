import { ModelElement, ThreatModel } from '@product-risk/threat-model-formats';
import {
  StoredElementDetail,
  StoredModelDetail,
} from '../../database/structureDetail';
import { DbModelElementRow } from '../../database/tables';
import { MappedElement } from './mapElements';
import { plainText, shortKey } from './text';

const optional = (text: string | undefined) =>
  text === undefined ? undefined : plainText(text);

const lines = (texts: readonly string[]) => texts.map(text => plainText(text));

/** What a model says about itself beside its own columns. */
export const modelDetail = (model: ThreatModel): StoredModelDetail => ({
  description: optional(model.description),
  authors: lines(model.authors),
  reviewer: optional(model.reviewer),
  businessCriticality: optional(model.businessCriticality),
});

const elementDetail = (element: ModelElement): StoredElementDetail => ({
  description: optional(element.description),
  tags: lines(element.tags),
  owner: optional(element.owner),
  entityRef: optional(element.entityRef),
  repoUrls: element.repoUrls && lines(element.repoUrls),
  sourcePaths: element.sourcePaths && lines(element.sourcePaths),
  purl: optional(element.purl),
});

/** Elements by id, and those whose id another one has already. */
export function uniqueElements(model: ThreatModel): {
  elements: ModelElement[];
  duplicates: ModelElement[];
} {
  const byId = new Map<string, ModelElement>();
  const duplicates: ModelElement[] = [];
  for (const element of model.elements) {
    if (byId.has(element.id)) duplicates.push(element);
    else byId.set(element.id, element);
  }
  return { elements: [...byId.values()], duplicates };
}

/** An element as it is stored, but for its model. */
export function elementRow(
  element: ModelElement,
  mapped: MappedElement,
): Omit<DbModelElementRow, 'model_id'> {
  const id = (text: string | undefined) =>
    text === undefined ? null : shortKey(text, 255);
  return {
    element_id: shortKey(element.id, 255),
    name: plainText(element.name, 255),
    kind: element.kind,
    out_of_scope: element.outOfScope,
    parent_id: id(element.parentId),
    from_id: id(element.sourceId),
    to_id: id(element.targetId),
    bidirectional: element.bidirectional ?? false,
    diagram_id: id(element.diagramId),
    entity_ref: mapped.entityRef,
    mapped_by: mapped.mappedBy,
    candidates: JSON.stringify(mapped.candidates),
    detail: JSON.stringify(elementDetail(element)),
  };
}
