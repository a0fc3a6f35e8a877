import { InputError, NotFoundError } from '@backstage/errors';
import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { SourceStore } from '../../database/SourceStore';
import { DbSourceRow } from '../../database/tables';
import { Followers } from './carryOut';
import { ImportTransaction } from './ImportTransaction';
import { IncomingFile, parseFile } from './parseFile';
import { ImportRecord } from './inputs';
import { newSource } from './reconcileAnnotations';

/** What follows findings, at a moment other than now. */
export type FollowersAt = (
  now: () => Date,
) => Pick<Followers, 'risks' | 'categories' | 'rollup'>;

export interface HistoryImportsOptions {
  database: Knex;
  config: RiskConfig;
  formats: () => ThreatModelFormat[];
  followersAt: FollowersAt;
  now: () => Date;
}

/** A version of a document, as it was at a moment. */
export interface Version extends IncomingFile {
  asOf: Date;
}

export interface VersionTarget {
  method: Extract<DbSourceRow['method'], 'annotation' | 'push'>;
  location: string;
  /** Names the source from then on; one that exists keeps its own. */
  entityRef?: string;
}

/** Before there were threat models in files. */
const EARLIEST = new Date('2000-01-01T00:00:00.000Z');

/**
 * Builds the history of a product from older versions of its models: each is
 * imported as if that moment were now, so that trend, budget and explanations
 * follow by the same rules as from live imports. Nothing about it alerts.
 */
export class HistoryImports {
  constructor(private readonly options: HistoryImportsOptions) {}

  /**
   * Brings one version in. The same version twice is one record.
   *
   * @throws InputError for a moment in the future or before the year 2000
   * @throws ConflictError after the first live import of a product that it
   * concerns, or when the history goes on later
   * @throws ImportRefusedError when the file cannot be imported; unlike a live
   * one, it leaves no record
   */
  async importVersion(
    target: VersionTarget,
    version: Version,
    actor: string,
  ): Promise<ImportRecord> {
    const { database, config, followersAt, now } = this.options;
    const recordedAt = now();
    const { asOf } = version;
    if (asOf > recordedAt) {
      throw new InputError(
        `asOf: ${asOf.toISOString()} lies in the future. Give the moment at which the file looked like this.`,
      );
    }
    if (asOf < EARLIEST) {
      throw new InputError(
        `asOf: ${asOf.toISOString()} is too long ago. The earliest moment is ${EARLIEST.toISOString()}.`,
      );
    }
    const file = parseFile(version, this.options);
    const at = () => asOf;
    return database.transaction(async trx => {
      const sourceId = await sourceOf(trx, target, asOf.toISOString());
      const { importId } = await new ImportTransaction(trx, {
        config,
        ...followersAt(at),
        now: at,
      }).run({
        sourceId,
        actor,
        file,
        ...(target.entityRef && {
          attach: {
            entityRef: target.entityRef,
            declaredAs: target.location,
          },
        }),
        backfilledAt: recordedAt.toISOString(),
        // Nobody has worked with what an old version leaves out.
        withoutQuarantine: true,
      });
      return { importId, sourceId };
    });
  }
}

async function sourceOf(
  trx: Knex.Transaction,
  { method, location }: VersionTarget,
  at: string,
): Promise<string> {
  const store = new SourceStore(trx);
  await store.ensure(newSource(method, location, at));
  const source = await store.findByLocation(method, location);
  if (!source) throw new NotFoundError('The source was removed meanwhile');
  return source.id;
}
