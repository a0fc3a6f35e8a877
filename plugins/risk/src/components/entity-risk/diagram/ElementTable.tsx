import { useMemo } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { DiagramElement } from '@product-risk/backstage-plugin-risk-common';
import { CatalogLink, NotAssessed, plural } from '../../primitives';
import { elementFindingsWords } from './ElementBadge';
import { isConnected } from './layout';

/** What a kind of element is called. */
export const kindWords: Record<DiagramElement['kind'], string> = {
  process: 'process',
  datastore: 'data store',
  actor: 'actor',
  flow: 'flow',
  boundary: 'trust boundary',
  asset: 'asset',
  node: 'element',
};

/** The entity an element stands for, or that it stands for none. */
export function ElementEntity({ element }: { element: DiagramElement }) {
  if (element.entity) return <CatalogLink to={element.entity} />;
  return element.findings.total > 0 ? (
    <NotAssessed words="not mapped" />
  ) : (
    <>none</>
  );
}

/** The diagram as a table, for who cannot see it or prefers lists. */
export function ElementTable(props: {
  elements: readonly DiagramElement[];
  selected?: string;
  onSelect: (elementId: string) => void;
}) {
  const { elements, selected, onSelect } = props;
  const byId = useMemo(
    () => new Map(elements.map(element => [element.id, element])),
    [elements],
  );
  const between = ({ fromId, toId }: DiagramElement) =>
    `${byId.get(fromId ?? '')?.name ?? 'unknown'} → ${
      byId.get(toId ?? '')?.name ?? 'unknown'
    }`;
  const undrawn = elements.filter(
    element => element.kind === 'flow' && !isConnected(element, byId),
  ).length;
  return (
    <details>
      <summary>
        {plural(elements.length, 'element')} as a table
        {undrawn > 0 &&
          ` (${plural(undrawn, 'flow')} not drawn: an end is missing)`}
      </summary>
      <Table size="small" aria-label="Elements of the diagram">
        <TableHead>
          <TableRow>
            <TableCell>Element</TableCell>
            <TableCell>Kind</TableCell>
            <TableCell>Findings</TableCell>
            <TableCell>Entity</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {elements.map(element => (
            <TableRow key={element.id} selected={element.id === selected}>
              <TableCell>
                <ButtonBase
                  onClick={() => onSelect(element.id)}
                  style={{
                    font: 'inherit',
                    textAlign: 'left',
                    textDecoration: 'underline',
                  }}
                >
                  {element.name || 'unnamed'}
                </ButtonBase>
                {element.kind === 'flow' && ` (${between(element)})`}
              </TableCell>
              <TableCell>
                {kindWords[element.kind]}
                {element.outOfScope && ', out of scope'}
              </TableCell>
              <TableCell>{elementFindingsWords(element)}</TableCell>
              <TableCell>
                <ElementEntity element={element} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </details>
  );
}
