import { Diagram, ElementKind, ModelElement } from '../../model';
import { findContainingBoxes } from '../../reading/containingBoxes';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReference } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { UniqueKeys } from '../../reading/keys';

/** The structure of a model. */
export interface Tm7Structure {
  diagrams: Diagram[];
  elements: ModelElement[];
  /** Ids of the elements of each diagram, by the diagram's GUID. */
  idsByDiagram: ReadonlyMap<string, ElementIds>;
}

const kindsByStencil = new Map<string, ElementKind | 'annotation'>([
  ['StencilEllipse', 'process'],
  ['StencilRectangle', 'actor'],
  ['StencilParallelLines', 'datastore'],
  ['Connector', 'flow'],
  ['BorderBoundary', 'boundary'],
  ['LineBoundary', 'boundary'],
  ['StencilAnnotation', 'annotation'],
]);

/** Generic types of the stock templates; other templates have GUIDs. */
const kindsByGenericType = new Map<string, ElementKind | 'annotation'>([
  ['GE.P', 'process'],
  ['GE.EI', 'actor'],
  ['GE.DS', 'datastore'],
  ['GE.DF', 'flow'],
  ['GE.TB.B', 'boundary'],
  ['GE.TB.L', 'boundary'],
  ['GE.A', 'annotation'],
]);

const unnamed: Record<ElementKind, string> = {
  process: 'Unnamed process',
  datastore: 'Unnamed data store',
  actor: 'Unnamed external interactor',
  flow: 'Unnamed data flow',
  boundary: 'Unnamed trust boundary',
  asset: 'Unnamed asset',
  node: 'Unnamed element',
};

function kindOf(stencil: Cursor): ElementKind | 'annotation' {
  const type = (stencil.id('type') ?? '').replace(/^.*:/, '');
  return (
    kindsByStencil.get(type) ??
    kindsByGenericType.get(stencil.id('GenericTypeId') ?? '') ??
    'node'
  );
}

/** A property, which people know by its display name. */
function propertyOf(owner: Cursor, displayName: string): Cursor | undefined {
  return owner
    .get('Properties')
    .objects()
    .find(property => property.id('DisplayName') === displayName);
}

/** The name a person gave, else that of the stencil, which is the first property. */
function nameOf(owner: Cursor): string | undefined {
  return (
    propertyOf(owner, 'Name')?.line('Value') ??
    owner.get('Properties').objects()[0]?.line('DisplayName')
  );
}

interface Stencil {
  at: Cursor;
  id: string;
  name: string;
  kind: ElementKind;
}

function readStencils(diagram: Cursor, ids: ElementIds): Stencil[] {
  return [
    ...diagram.get('Borders').objects(),
    ...diagram.get('Lines').objects(),
  ].flatMap(item => {
    const at = item.get('Value');
    const kind = kindOf(at);
    if (kind === 'annotation') {
      return [];
    }
    const name = nameOf(at) ?? unnamed[kind];
    return [
      {
        at,
        kind,
        name,
        id: ids.claim(at, at.id('Guid') ?? item.id('Key'), name),
      },
    ];
  });
}

function containingBoxes(stencils: Stencil[]): Map<string, string> {
  return findContainingBoxes(
    stencils.map(({ at, id, kind }) => {
      const number = (key: string) => at.number(key) ?? NaN;
      return {
        id,
        kind,
        left: number('Left'),
        top: number('Top'),
        width: number('Width'),
        height: number('Height'),
      };
    }),
  );
}

/** Every tab of the drawing, with its elements. */
export function readDiagrams(root: Cursor): Tm7Structure {
  const used = new UniqueKeys();
  const diagramIds = new UniqueKeys();
  const idsByDiagram = new Map<string, ElementIds>();
  const diagrams: Diagram[] = [];
  const elements: ModelElement[] = [];

  root
    .get('DrawingSurfaceList')
    .objects()
    .forEach((surface, position) => {
      const guid = surface.id('Guid') ?? `${position}`;
      const diagramId = diagramIds.claim(guid);
      const ids = new ElementIds(`element of ${diagramId}`, used);
      idsByDiagram.set(guid, ids);
      diagrams.push({
        id: diagramId,
        title:
          propertyOf(surface, 'Name')?.line('Value') ??
          surface.line('Header') ??
          `Diagram ${position + 1}`,
      });
      const stencils = readStencils(surface, ids);
      const parents = containingBoxes(stencils);
      for (const { at, id, name, kind } of stencils) {
        elements.push({
          id,
          name,
          kind,
          outOfScope: propertyOf(at, 'Out Of Scope')?.id('Value') === 'true',
          parentId: parents.get(id),
          ...(kind === 'flow' && {
            sourceId: resolveReference(at, 'SourceGuid', ids),
            targetId: resolveReference(at, 'TargetGuid', ids),
          }),
          diagramId,
          tags: [],
          entityRef: findEntityRef({ name }),
        });
      }
    });
  return { diagrams, elements, idsByDiagram };
}
