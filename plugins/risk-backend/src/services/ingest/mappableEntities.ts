import { ThreatModel } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { z } from 'zod';
import { selectInChunks } from '../../database/batches';
import { DbEntityClosureRow, DbEntityRow } from '../../database/tables';
import { readJson } from '../read/queries/json';
import { likeAnywhere } from '../read/queries/keyset';
import { MappableEntities, MappableEntity } from './elementCandidates';
import {
  folderOfLocation,
  repositoryOfLink,
  SourceFolder,
} from './sourceFolder';

type Row = Pick<
  DbEntityRow,
  'ref' | 'kind' | 'title' | 'system_ref' | 'product_ref' | 'annotations'
>;

const KINDS = ['component', 'api', 'resource'];
const MAX_NEAR = 5_000;
/** Repositories that are looked for in the catalog, and entities of each. */
const MAX_REPOSITORIES = 20;
const MAX_PER_REPOSITORY = 50;

const annotationsSchema = z.record(z.string(), z.string());

function folderOf(row: Row): SourceFolder | undefined {
  const annotations = readJson(annotationsSchema, row.annotations, {});
  return [
    annotations['backstage.io/source-location'],
    annotations['backstage.io/managed-by-location'],
  ]
    .flatMap(location => (location ? folderOfLocation(location) ?? [] : []))
    .at(0);
}

const present = (knex: Knex) =>
  knex<DbEntityRow>('entity')
    .whereIn('kind', KINDS)
    .whereNull('missing_since')
    .select('ref', 'kind', 'title', 'system_ref', 'product_ref', 'annotations');

/** The entities themselves and all that the catalog says they consist of. */
async function partsOf(
  knex: Knex,
  refs: readonly string[],
): Promise<ReadonlySet<string>> {
  const parts = await selectInChunks(refs, chunk =>
    knex<DbEntityClosureRow>('entity_closure')
      .whereIn('ancestor', chunk)
      .select('descendant'),
  );
  return new Set([...refs, ...parts.map(({ descendant }) => descendant)]);
}

/**
 * The entities that the elements of a source's models may stand for: those in
 * the systems and products of the entities that name the source, and those
 * whose source lies in a repository that the models or these entities name.
 */
export async function mappableEntities(
  knex: Knex,
  attachedRefs: readonly string[],
  models: readonly ThreatModel[],
): Promise<MappableEntities> {
  const attached: Row[] = await selectInChunks(attachedRefs, chunk =>
    knex<DbEntityRow>('entity')
      .whereIn('ref', chunk)
      .select(
        'ref',
        'kind',
        'title',
        'system_ref',
        'product_ref',
        'annotations',
      ),
  );
  const systems = attached.flatMap(({ ref, kind, system_ref }) => [
    ...(kind === 'system' ? [ref] : []),
    ...(system_ref ? [system_ref] : []),
  ]);
  const products = attached.flatMap(({ product_ref }) => product_ref || []);
  const near: Row[] =
    attached.length === 0
      ? []
      : await present(knex)
          .andWhere(either =>
            either
              .whereIn('system_ref', systems)
              .orWhereIn('product_ref', products)
              .orWhereIn('ref', [...attachedRefs]),
          )
          .orderBy('ref')
          .limit(MAX_NEAR);

  const homes = new Set(
    attached.flatMap(row => folderOf(row)?.repository ?? []),
  );
  const elements = models.flatMap(model => model.elements);
  const named = new Set(
    elements.flatMap(({ repoUrls = [] }) =>
      repoUrls.flatMap(url => repositoryOfLink(url)?.repository ?? []),
    ),
  );
  const hasPaths = elements.some(({ sourcePaths }) => sourcePaths?.length);
  const known = new Set(near.map(({ ref }) => ref));
  const far: Row[] = [];
  const repositories = [...named, ...(hasPaths ? homes : [])];
  for (const repository of repositories.slice(0, MAX_REPOSITORIES)) {
    const { pathname } = new URL(repository);
    far.push(
      ...(await present(knex)
        .whereRaw(`lower(annotations) like ? escape '\\'`, [
          likeAnywhere(pathname),
        ])
        .whereNotIn('ref', [...known].slice(0, 1_000))
        .orderBy('ref')
        .limit(MAX_PER_REPOSITORY)),
    );
  }
  const within = await partsOf(knex, attachedRefs);
  const describe = (row: Row, isNear: boolean): MappableEntity => ({
    ref: row.ref,
    title: row.title,
    near: isNear,
    within: within.has(row.ref),
    folder: folderOf(row),
  });
  const distant = new Map(
    far.filter(({ ref }) => !known.has(ref)).map(row => [row.ref, row]),
  );
  return new MappableEntities(
    [
      ...near.map(row => describe(row, true)),
      ...[...distant.values()].map(row => describe(row, false)),
    ],
    homes,
  );
}
