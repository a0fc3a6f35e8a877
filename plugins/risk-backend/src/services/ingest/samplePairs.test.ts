import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';
import { formats } from '@product-risk/threat-model-formats';
import { DbFindingRow } from '../../database/tables';
import { createTestDatabases } from '../../__testUtils__/databases';
import {
  API,
  mirror,
  organisation,
  writeSide,
} from '../../__testUtils__/writeSide';
import { relinkOffers } from '../relink/relinkOffers';

jest.setTimeout(120_000);

/** Files of the tools themselves; not part of this repository. */
const folder = resolve(__dirname, '../../../../../../shared/samples');
const USER = 'user:default/lena';

interface Pair {
  format: string;
  earlier: string;
  later: string;
  common: number;
}

function pairsOf(): Pair[] {
  const file = resolve(folder, 'pairs.json');
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')).pairs;
}

const pairs = pairsOf();
const databases = createTestDatabases();
const [[databaseId]] = databases.ids;

describe('the same model, exported earlier and later', () => {
  if (pairs.length === 0) {
    it('is skipped: the sample files are not beside this checkout', () => {
      expect(existsSync(folder)).toBe(false);
    });
    return;
  }

  it.each(pairs)(
    'keeps what people said: $earlier, then $later',
    async ({ earlier, later, common }) => {
      const side = writeSide(await databases.migrated(databaseId), {}, formats);
      await mirror(side.knex, organisation);
      const upload = (sample: string) =>
        side.ingest.importUpload(
          {
            entityRef: API,
            fileName: 'model.json',
            bytes: readFileSync(resolve(folder, sample)),
          },
          USER,
        );
      const findings = (): Promise<DbFindingRow[]> =>
        side.knex<DbFindingRow>('finding').orderBy('key');

      await upload(earlier);
      const before = await findings();
      // A judgement of a person on each of them, whatever became of it.
      for (const { id } of before) {
        await side.risks.triage(
          id,
          { action: 'restore', reason: 'looked at' },
          USER,
        );
      }
      side.nextDay();
      const { importId } = await upload(later);
      const held = await side.knex('import').where({ id: importId }).first();
      if (held.status === 'quarantined') {
        await side.ingest.resolve(
          importId,
          { action: 'release', reason: 'a newer export' },
          USER,
        );
      }

      const after = await findings();
      const ids = new Set(before.map(({ id }) => id));
      const kept = after.filter(
        ({ id, absent_since }) => ids.has(id) && absent_since === null,
      );
      expect(kept).toHaveLength(common);
      expect(kept.every(({ triage }) => triage === 'restored')).toBe(true);

      const gone = new Set(
        after
          .filter(({ absent_since }) => absent_since !== null)
          .map(({ id }) => id),
      );
      expect(gone.size).toBe(before.length - common);
      const offers = await relinkOffers(side.knex, API);
      for (const { from, to } of offers) {
        expect(gone.has(from.id)).toBe(true);
        expect(ids.has(to.id)).toBe(false);
      }
      await side.knex.destroy();
    },
  );
});
