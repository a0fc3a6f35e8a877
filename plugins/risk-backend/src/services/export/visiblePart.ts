import { DbModelElementRow } from '../../database/tables';
import { VisibleEntities } from '../read/VisibleRisks';
import { readFindingDetail } from './readFindingDetail';
import { ExportedFinding } from './exportQueries';

interface Part {
  elements: DbModelElementRow[];
  findings: ExportedFinding[];
}

/**
 * What of a model the caller may take along: neither what stands for an entity
 * that is hidden from them, nor what is found there.
 */
export function visiblePart(
  { elements, findings }: Part,
  seen: VisibleEntities,
): Part & { hidden: { elements: number; findings: number } } {
  const isSeen = ({ entity_ref }: { entity_ref: string | null }) =>
    entity_ref === null || seen.has(entity_ref);
  const hiddenIds = new Set(
    elements.filter(row => !isSeen(row)).map(({ element_id }) => element_id),
  );
  const shown = {
    elements: elements.filter(({ element_id }) => !hiddenIds.has(element_id)),
    findings: findings.filter(
      row =>
        isSeen(row) && !hiddenIds.has(readFindingDetail(row).elementIds[0]),
    ),
  };
  return {
    ...shown,
    hidden: {
      elements: hiddenIds.size,
      findings: findings.length - shown.findings.length,
    },
  };
}
