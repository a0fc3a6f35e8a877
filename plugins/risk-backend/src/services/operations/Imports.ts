import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ImportPreview,
  ImportResult,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { UnprocessableError } from '../../http/errors';
import { Caller } from '../Caller';
import { ImportRefusedError } from '../ingest/ImportRefusedError';
import { IngestService } from '../ingest/IngestService';
import { ImportRecord } from '../ingest/inputs';
import { OperationInput, Operations } from '../Operations';
import { presentImport, presentSource } from '../read/present/imports';
import { attachmentsOf, importById, sourceById } from '../read/queries/sources';
import { VisibleRisks } from '../read/VisibleRisks';

/** What imports need of the service that carries them out. */
export type Importing = Pick<
  IngestService,
  'preview' | 'importUpload' | 'importPush' | 'refresh' | 'resolve'
>;

interface ImportsOptions {
  db: Knex;
  ingest: Importing;
  visible: VisibleRisks;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const DEFAULT_FILE_NAME = 'threat-model';

/** Everything that brings a file in, answered with what came of it. */
export class Imports
  implements
    Operations<
      | 'previewImport'
      | 'importFile'
      | 'pushModel'
      | 'refreshSource'
      | 'resolveImport'
    >
{
  readonly #options: ImportsOptions;

  constructor(options: ImportsOptions) {
    this.#options = options;
  }

  previewImport = async (
    input: Input<'previewImport'>,
    caller: Caller,
  ): Promise<ImportPreview> => {
    const { ingest, visible } = this.#options;
    const preview = await refusing(() => ingest.preview(input, caller.actor));
    const seen = await visible.among(
      [...preview.proposed, ...preview.mapped].flatMap(
        ({ candidates, entityRef }) => [
          entityRef,
          ...candidates.map(({ ref }) => ref),
        ],
      ),
      caller,
    );
    const proposed = preview.proposed.map(element => ({
      ...element,
      candidates: element.candidates.filter(({ ref }) => seen.has(ref)),
    }));
    return {
      ...preview,
      proposed: proposed.filter(({ candidates }) => candidates.length > 0),
      mapped: preview.mapped.filter(({ entityRef = '' }) =>
        seen.has(entityRef),
      ),
      unmapped: [
        ...preview.unmapped,
        ...proposed.filter(
          ({ candidates, mappedBy }) =>
            candidates.length === 0 && mappedBy === 'none',
        ),
      ],
    };
  };

  importFile = (input: Input<'importFile'>, caller: Caller) =>
    this.#imported(caller, () =>
      this.#options.ingest.importUpload(input, caller.actor),
    );

  pushModel = (
    {
      entity,
      fileName = DEFAULT_FILE_NAME,
      asOf,
      ...input
    }: Input<'pushModel'>,
    caller: Caller,
  ) =>
    this.#imported(caller, () =>
      this.#options.ingest.importPush(
        {
          ...input,
          fileName,
          entityRef: entity,
          ...(asOf !== undefined && { asOf: new Date(asOf) }),
        },
        caller.actor,
      ),
    );

  refreshSource = ({ id }: Input<'refreshSource'>, caller: Caller) =>
    this.#imported(caller, () =>
      this.#options.ingest.refresh(id, caller.actor),
    );

  resolveImport = ({ id, body }: Input<'resolveImport'>, caller: Caller) =>
    this.#imported(caller, () =>
      this.#options.ingest.resolve(id, body, caller.actor),
    );

  async #imported(
    caller: Caller,
    run: () => Promise<ImportRecord>,
  ): Promise<ImportResult> {
    const { db, visible } = this.#options;
    const { importId, sourceId } = await refusing(run);
    const [row, source, attachments] = await Promise.all([
      importById(db, importId),
      sourceById(db, sourceId),
      attachmentsOf(db, [sourceId]),
    ]);
    if (!row || !source) {
      throw new NotFoundError(`Import ${importId} is unknown`);
    }
    const seen = await visible.among(
      attachments.map(({ entity_ref }) => entity_ref),
      caller,
    );
    return {
      import: presentImport(row),
      source: presentSource(source, {
        attachments,
        lastImport: row,
        visible: seen,
      }),
    };
  }
}

/** A broken file is answered with its place and the remedy. */
async function refusing<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof ImportRefusedError) {
      throw new UnprocessableError(error.sourceError, error.importId);
    }
    throw error;
  }
}
