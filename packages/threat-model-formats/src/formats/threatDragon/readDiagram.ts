import { ParsedDocument } from '../../format';
import { Finding, Mitigation, ModelElement } from '../../model';
import { findContainingBoxes } from '../../reading/containingBoxes';
import { Cursor } from '../../reading/Cursor';
import { findEntityRef } from '../../reading/entityRef';
import { fingerprint, UniqueKeys } from '../../reading/keys';
import { Cell, nameOf, readCells } from './diagramCells';
import { drawnShape } from './drawnShape';
import { readThreat } from './readThreat';

/** What is collected over all diagrams of a model. */
export interface ModelParts {
  elements: ModelElement[];
  findings: Finding[];
  mitigations: Mitigation[];
  elementIds: UniqueKeys;
  findingKeys: UniqueKeys;
}

interface IdentifiedCell {
  /** As the file states it, or made up of name and kind. */
  cellId: string;
  /** Unique in the model: two diagrams may use one id. */
  id: string;
  name: string;
  cell: Cell;
}

const defaultNames = {
  process: 'Unnamed process',
  datastore: 'Unnamed store',
  actor: 'Unnamed actor',
  flow: 'Unnamed data flow',
  boundary: 'Unnamed trust boundary',
  asset: 'Unnamed asset',
  node: 'Unnamed element',
  text: 'Text',
};

function identify(
  cell: Cell,
  diagramId: string,
  ids: UniqueKeys,
): IdentifiedCell {
  const name = nameOf(cell) ?? defaultNames[cell.kind];
  const stated = cell.at.id('id');
  if (!stated) {
    cell.at.warn(
      'missing-id',
      'A shape has no id; it is recognised again by diagram, kind and name.',
    );
  }
  const cellId = stated ?? fingerprint(diagramId, cell.kind, name);
  const id = ids.claim(cellId);
  if (stated && id !== cellId) {
    cell.at.warn(
      'duplicate-id',
      'Two shapes have the same id; both were kept, told apart by their order.',
    );
  }
  return { cellId, id, name, cell };
}

/** Id of the element at one end of a flow; nothing when it ends in empty space. */
function readEnd(
  { at }: Cell,
  end: 'source' | 'target',
  idsByCell: Map<string, string>,
): string | undefined {
  const cellId = at.get(end).id('cell') ?? at.get(end).id('id');
  if (!cellId) {
    return undefined;
  }
  const id = idsByCell.get(cellId);
  if (!id) {
    at.get(end).warn(
      'dangling-reference',
      'A data flow is attached to a shape that is not in its diagram; this end was left open.',
    );
  }
  return id;
}

/** Adds one diagram's elements and findings to the parts. */
export function readDiagram(
  document: ParsedDocument,
  diagram: Cursor,
  options: { diagramId: string; hasStableIds: boolean },
  parts: ModelParts,
): void {
  const { diagramId, hasStableIds } = options;
  const diagramType = diagram.line('diagramType');
  const cells = readCells(document, diagram)
    .filter(cell => cell.kind !== 'text' || cell.threats.length > 0)
    .map(cell => identify(cell, diagramId, parts.elementIds));

  const idsByCell = new Map<string, string>();
  for (const { cellId, id } of cells) {
    if (!idsByCell.has(cellId)) {
      idsByCell.set(cellId, id);
    }
  }
  const parents = findContainingBoxes(
    cells.map(({ id, cell }) => drawnShape(id, cell)),
  );

  for (const { cellId, id, name, cell } of cells) {
    const description = cell.data.text('description');
    parts.elements.push({
      id,
      name,
      kind: cell.kind === 'text' ? 'node' : cell.kind,
      description: description || undefined,
      outOfScope: cell.data.flag('outOfScope'),
      parentId: parents.get(id),
      ...(cell.kind === 'flow' && {
        sourceId: readEnd(cell, 'source', idsByCell),
        targetId: readEnd(cell, 'target', idsByCell),
        bidirectional: cell.data.flag('isBidirectional'),
      }),
      diagramId,
      tags: [],
      entityRef: findEntityRef({ name, description }),
    });
    for (const threat of cell.threats) {
      const { finding, mitigation } = readThreat(threat, {
        cellId,
        elementId: id,
        diagramType,
        hasStableIds,
        keys: parts.findingKeys,
      });
      parts.findings.push(finding);
      if (mitigation) {
        parts.mitigations.push(mitigation);
      }
    }
  }
}
