import { NotFoundError } from '@backstage/errors';
import {
  Endpoints,
  ImportPreview,
  ImportResult,
} from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import { UnprocessableError } from '../../http/errors';
import { Vocabulary } from '../../frameworksConfig';
import { Caller } from '../Caller';
import { CategoryDecisions } from '../categories/CategoryDecisions';
import { ImportRefusedError } from '../ingest/ImportRefusedError';
import { IngestService } from '../ingest/IngestService';
import { ImportRecord } from '../ingest/inputs';
import { OperationInput, Operations } from '../Operations';
import { categoryLink } from '../read/present/categories';
import { presentImport, presentSource } from '../read/present/imports';
import {
  bestSuggestions,
  categoriesOfSource,
} from '../read/queries/suggestedCategories';
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
  vocabulary: Promise<Vocabulary>;
  categories: Pick<CategoryDecisions, 'decide'>;
}

type Input<K extends keyof Endpoints> = OperationInput<Endpoints[K]>;

const DEFAULT_FILE_NAME = 'threat-model';
/** Outcomes after which the findings of the file are those that are known. */
const WHOLE: readonly ImportResult['import']['status'][] = [
  'applied',
  'unchanged',
];

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
    const { frameworks } = await this.#options.vocabulary;
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
      categories: {
        ...preview.categories,
        suggested: preview.categories.suggested.map(one => ({
          ...one,
          category: categoryLink(frameworks, one.category.id),
        })),
      },
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

  importFile = async (
    { confirmCategories, ...input }: Input<'importFile'>,
    caller: Caller,
  ) => {
    const imported = await this.#imported(caller, () =>
      this.#options.ingest.importUpload(input, caller.actor),
    );
    // What is held back may never come; a file that changed nothing is there.
    if (confirmCategories && WHOLE.includes(imported.import.status)) {
      await this.#confirmSuggested(imported.source.id, caller);
    }
    return imported;
  };

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

  async #confirmSuggested(sourceId: string, { actor }: Caller) {
    const { db, categories } = this.#options;
    const decisions = bestSuggestions(
      await categoriesOfSource(db, sourceId),
    ).map(({ finding_id, category }) => ({
      findingId: finding_id,
      category,
      decision: 'confirm' as const,
    }));
    if (decisions.length > 0) await categories.decide(decisions, actor);
  }

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
