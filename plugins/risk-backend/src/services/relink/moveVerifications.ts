import { Knex } from 'knex';
import { FindingStore } from '../../database/FindingStore';
import { DbMitigationRow } from '../../database/tables';
import { similarity, SIMILAR_ENOUGH } from './similarity';

const likenessOf = ({ title, description }: DbMitigationRow) => ({
  title,
  description,
  categories: [],
});

/**
 * Attaches the evidence of a finding that is gone to the same mitigations of
 * another one: those of the same key, else the most alike. Evidence of a
 * mitigation that the other finding does not have stays where it was.
 *
 * @returns titles of the mitigations that are verified now
 */
export async function moveVerifications(
  trx: Knex.Transaction,
  fromFindingId: string,
  toFindingId: string,
): Promise<string[]> {
  const store = new FindingStore(trx);
  const all = await store.mitigationsOf([fromFindingId, toFindingId]);
  const open = new Set(
    all.filter(
      row =>
        row.finding_id === toFindingId &&
        row.absent_since === null &&
        row.verified_by === null,
    ),
  );
  const moved: string[] = [];
  for (const verified of all) {
    if (verified.finding_id !== fromFindingId || !verified.verified_by) {
      continue;
    }
    const alike = [...open]
      .map(row => ({
        row,
        value:
          row.key === verified.key
            ? 2
            : similarity(likenessOf(row), likenessOf(verified)),
      }))
      .filter(({ value }) => value >= SIMILAR_ENOUGH)
      .sort((a, b) => b.value - a.value)[0];
    if (!alike) continue;
    open.delete(alike.row);
    moved.push(alike.row.title);
    const { evidence, verified_by, verified_at } = verified;
    await store.updateMitigation(alike.row.id, {
      state: 'verified',
      evidence,
      verified_by,
      verified_at,
    });
  }
  return moved;
}
