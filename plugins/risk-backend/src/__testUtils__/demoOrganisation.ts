import { readFileSync } from 'fs';
import path from 'path';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ThreatModelHistory } from '@product-risk/backstage-plugin-risk-node';
import { formats } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { parse, parseAllDocuments } from 'yaml';
import { CatalogMirror } from '../catalog/CatalogMirror';
import { writeSide } from './writeSide';

const ROOT = path.resolve(__dirname, '../../../..');
const CATALOG = path.join(ROOT, 'examples/catalog-info.yaml');
/** What the catalog's processor makes of where an entity is written down. */
const PLACES: Record<string, { field: string; kind: string }> = {
  component: { field: 'system', kind: 'system' },
  system: { field: 'domain', kind: 'domain' },
};

const readEntities = (file: string): Entity[] =>
  parseAllDocuments(readFileSync(file, 'utf8')).map(one => one.toJS());

function withRelations(entity: Entity, file: string): Entity {
  const place = PLACES[entity.kind.toLocaleLowerCase('en-US')];
  const above = place && entity.spec?.[place.field];
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      namespace: 'default',
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': `file:${file}`,
      },
    },
    relations:
      typeof above === 'string'
        ? [
            {
              type: 'partOf',
              targetRef: stringifyEntityRef({
                kind: place.kind,
                namespace: 'default',
                name: above,
              }),
            },
          ]
        : [],
  };
}

/** The entities that the demo's catalog files state. */
export function demoEntities(): Entity[] {
  const [location] = readEntities(CATALOG);
  const { targets } = location.spec as { targets: string[] };
  return targets
    .map(target => path.resolve(path.dirname(CATALOG), target))
    .flatMap(file =>
      readEntities(file).map(entity => withRelations(entity, file)),
    );
}

/** `risk` of the demo's own configuration. */
export const demoConfig = (): object =>
  parse(readFileSync(path.join(ROOT, 'app-config.yaml'), 'utf8')).risk;

interface DemoTime {
  histories?: readonly ThreatModelHistory[];
  /** Days from the start of the clock until it is imported. */
  afterDays?: number;
}

/** Mirrors the demo's catalog and imports every threat model it names. */
export async function importDemo(
  knex: Knex,
  { histories = [], afterDays = 0 }: DemoTime = {},
) {
  const side = writeSide(knex, demoConfig(), formats);
  side.histories.push(...histories);
  for (let day = 0; day < afterDays; day += 1) side.nextDay();
  await new CatalogMirror({
    database: knex,
    catalog: catalogServiceMock({ entities: demoEntities() }),
    auth: mockServices.auth(),
    config: side.config,
    listener: side.moves,
    logger: mockServices.logger.mock(),
    now: () => new Date('2026-11-24T12:00:00.000Z'),
  }).sync();
  return side.ingest.syncAnnotations();
}
