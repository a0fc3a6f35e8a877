import { ParsedDocument } from '../../format';
import { ElementKind } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { requireList } from '../../reading/requireList';

/** A shape of a diagram, in the same terms for both versions of the format. */
export interface Cell {
  at: Cursor;
  /** Holds the properties: `cell.data` in version 2, the cell itself in 1. */
  data: Cursor;
  kind: ElementKind | 'text';
  threats: Cursor[];
}

const kindsByType = new Map<string, Cell['kind']>([
  ['tm.actor', 'actor'],
  ['tm.process', 'process'],
  ['tm.store', 'datastore'],
  ['tm.flow', 'flow'],
  ['tm.boundary', 'boundary'],
  ['tm.boundarybox', 'boundary'],
  ['tm.text', 'text'],
]);

const kindsByShape = new Map<string, Cell['kind']>([
  ['actor', 'actor'],
  ['process', 'process'],
  ['store', 'datastore'],
  ['flow', 'flow'],
  ['td-text-block', 'text'],
]);

function kindOf(cell: Cursor, data: Cursor): Cell['kind'] {
  const type = data.id('type') ?? cell.id('type') ?? '';
  const byType = kindsByType.get(type.toLowerCase());
  if (byType) {
    return byType;
  }
  const shape = cell.id('shape') ?? '';
  // The shape is misspelt `trust-broundary-curve` up to 2.1.3.
  return shape.startsWith('trust-')
    ? 'boundary'
    : kindsByShape.get(shape) ?? 'node';
}

/**
 * The threats of a shape. The tool writes them to `data.threats`, its schema
 * documents `threats` of the cell itself: both are read, each id once.
 */
function threatsOf(at: Cursor, data: Cursor): Cursor[] {
  const own = data.get('threats').objects();
  if (data === at) {
    return own;
  }
  const known = new Set(own.map(threat => threat.id('id')));
  return [
    ...own,
    ...at
      .get('threats')
      .objects()
      .filter(threat => !threat.id('id') || !known.has(threat.id('id'))),
  ];
}

/** The shapes of a diagram: in `cells`, or in `diagramJson.cells` of version 1. */
export function readCells(document: ParsedDocument, diagram: Cursor): Cell[] {
  const lists = [diagram.get('cells'), diagram.get('diagramJson').get('cells')];
  return lists
    .flatMap(list => requireList(document, list, 'the cells of a diagram'))
    .map(at => {
      const data = at.get('data').isObject ? at.get('data') : at;
      return { at, data, kind: kindOf(at, data), threats: threatsOf(at, data) };
    });
}

/** The name a shape shows: a property in version 2, its drawn text in 1. */
export function nameOf({ at, data }: Cell): string | undefined {
  const drawnText = (shape: Cursor) =>
    shape.get('attrs').get('text').line('text');
  return (
    data.line('name') ?? drawnText(at) ?? drawnText(at.get('labels').get('0'))
  );
}
