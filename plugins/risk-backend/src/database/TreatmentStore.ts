import { Knex } from 'knex';
import { insertRows, selectInChunks } from './batches';
import {
  DbOptionEffectRow,
  DbOptionLinkRow,
  DbTreatmentOptionRow,
  OptionOrigin,
} from './treatmentTables';

/** Options of a product with everything that belongs to them. */
export interface StoredOptions {
  options: DbTreatmentOptionRow[];
  effects: DbOptionEffectRow[];
  links: DbOptionLinkRow[];
}

/** Treatment options, what they do to risks and how they fit together. */
export class TreatmentStore {
  constructor(private readonly knex: Knex) {}

  async lock(id: string): Promise<DbTreatmentOptionRow | undefined> {
    return this.knex<DbTreatmentOptionRow>('treatment_option')
      .where({ id })
      .forUpdate()
      .first();
  }

  /** The options that files of a source state, withdrawn ones, too. */
  async lockOfSource(sourceId: string): Promise<DbTreatmentOptionRow[]> {
    return this.knex<DbTreatmentOptionRow>('treatment_option')
      .where({ source_id: sourceId })
      .orderBy('id')
      .forUpdate();
  }

  /** The options of a product that were not withdrawn, oldest first. */
  async ofProduct(productRef: string): Promise<StoredOptions> {
    const options = await this.knex<DbTreatmentOptionRow>('treatment_option')
      .where({ product_ref: productRef, withdrawn: false })
      .orderBy(['created_at', 'id']);
    const ids = options.map(({ id }) => id);
    const known = new Set(ids);
    const [effects, links] = [
      await selectInChunks(ids, chunk =>
        this.knex<DbOptionEffectRow>('option_effect')
          .whereIn('option_id', chunk)
          .orderBy(['option_id', 'risk_id']),
      ),
      await selectInChunks(ids, chunk =>
        this.knex<DbOptionLinkRow>('option_link')
          .whereIn('option_id', chunk)
          .orderBy(['kind', 'option_id', 'other_id']),
      ),
    ];
    return {
      options,
      effects,
      links: links.filter(({ other_id }) => known.has(other_id)),
    };
  }

  async insert(
    row: Omit<DbTreatmentOptionRow, keyof OptionOrigin> & Partial<OptionOrigin>,
  ): Promise<void> {
    await this.knex('treatment_option').insert(row);
  }

  async update(id: string, values: Partial<DbTreatmentOptionRow>) {
    await this.knex<DbTreatmentOptionRow>('treatment_option')
      .where({ id })
      .update(values);
  }

  /** Replaces what an option does and how it fits to others. */
  async replaceParts(
    optionId: string,
    effects: readonly DbOptionEffectRow[],
    links: readonly DbOptionLinkRow[],
  ): Promise<void> {
    for (const table of ['option_effect', 'option_link']) {
      await this.knex(table).where({ option_id: optionId }).delete();
    }
    await insertRows(this.knex, 'option_effect', effects);
    await insertRows(this.knex, 'option_link', links);
  }
}
