import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { SignalPayload } from '@backstage/plugin-signals-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import { Knex } from 'knex';
import { Accountability } from '../catalog/Accountability';
import { readRiskConfig } from '../config';
import { vocabularyOf } from './vocabulary';
import { createRouter } from '../router/createRouter';
import { Access } from '../services/authorization/Access';
import { CategoryDecisions } from '../services/categories/CategoryDecisions';
import { CategoryLedger } from '../services/categories/CategoryLedger';
import { createDecisions } from '../services/createDecisions';
import { createOperations } from '../services/createOperations';
import { BudgetStanding } from '../services/decisions/BudgetState';
import { ChangeSignals } from '../services/signals/ChangeSignals';
import { TicketTrackers } from '../services/tickets/TicketTrackers';
import { VisibleRisks } from '../services/read/VisibleRisks';
import { WriteSide } from './writeSide';
import { RiskLedger } from '../services/risks/RiskLedger';
import { RollupService } from '../services/rollup/RollupService';
import { catalogEntity } from './catalogEntities';

/** When requests are answered in tests. */
export const NOW = new Date('2026-11-24T12:00:00.000Z');

const userOf = ({ principal }: BackstageCredentials): string =>
  typeof principal === 'object' &&
  principal !== null &&
  'userEntityRef' in principal
    ? String(principal.userEntityRef)
    : 'service';

export interface ApiOptions {
  /** Entities that exist for this user only. */
  confidential?: Record<string, string>;
  /** Permissions by user; services have them all, as in the framework. */
  permissions?: Record<string, string[]>;
  permissionsEnabled?: boolean;
  config?: object;
  /** Groups by user. */
  ownership?: Record<string, string[]>;
  /** Judges and raises for real, instead of remembering the calls. */
  write?: Pick<WriteSide, 'risks' | 'raised'> &
    Partial<Pick<WriteSide, 'ingest' | 'promotions' | 'relinking'>>;
  /** Users and groups that left the catalog. */
  gone?: string[];
  /** Parent of groups. */
  parents?: Record<string, string[]>;
  /** Products with a budget. */
  budgets?: Record<string, BudgetStanding>;
  /** Moved on by a test. */
  clock?: { now: Date };
  trackers?: TicketTrackers;
}

const HEADERS = {
  user: (name: string) => mockCredentials.user.header(`user:default/${name}`),
  service: () => mockCredentials.service.header(),
  nobody: () => mockCredentials.none.header(),
};

/** The API over a database, with a catalog that holds every mirrored entity. */
export async function startApi(
  database: Knex,
  {
    confidential = {},
    permissions = {},
    permissionsEnabled = true,
    config: risk = {},
    ownership = {},
    write,
    gone = [],
    parents = {},
    budgets = {},
    clock = { now: NOW },
    trackers = new TicketTrackers(),
  }: ApiOptions = {},
) {
  const config = readRiskConfig(new ConfigReader({ risk }));
  const catalog = {
    getEntitiesByRefs: jest.fn<
      ReturnType<CatalogService['getEntitiesByRefs']>,
      Parameters<CatalogService['getEntitiesByRefs']>
    >(async ({ entityRefs }, { credentials }) => ({
      items: entityRefs.map(ref => {
        const reader = confidential[ref];
        const hidden = reader !== undefined && reader !== userOf(credentials);
        const isUnknown = ref.endsWith('/unknown') || gone.includes(ref);
        if (hidden || isUnknown) return undefined;
        return catalogEntity(ref, {
          relations: {
            memberOf: ownership[ref] ?? [],
            childOf: parents[ref] ?? [],
          },
        });
      }),
    })),
  };
  const visible = new VisibleRisks(catalog);
  const authorize = mockServices.permissions.mock({
    authorize: async (requests, options) =>
      requests.map(({ permission }) => {
        const user = userOf(options!.credentials);
        const allowed =
          user === 'service' || permissions[user]?.includes(permission.name);
        return {
          result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        };
      }),
  });
  const ingest = {
    preview: jest.fn(),
    importUpload: jest.fn(),
    importPush: jest.fn(),
    refresh: jest.fn(),
    resolve: jest.fn(),
    mapElement: jest.fn(),
  };
  const risks = {
    rate: jest.fn(),
    word: jest.fn(),
    triage: jest.fn(),
    verify: jest.fn(),
  };
  const promotions = { promote: jest.fn(), withdraw: jest.fn() };
  const relinking = { accept: jest.fn(), dismiss: jest.fn() };
  const raised = { raise: jest.fn() };
  const auditor = mockServices.auditor.mock();
  const signals = {
    publish: jest.fn<Promise<void>, [SignalPayload]>(),
  };
  const notifications = {
    send: jest.fn<Promise<void>, [NotificationSendOptions]>(),
  };
  const event = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(event);
  const now = () => clock.now;
  const vocabulary = vocabularyOf(config);
  const shared = { database, config, vocabulary, now };
  const categories = new CategoryDecisions({
    ...shared,
    rollup: new RollupService({
      ...shared,
      risks: new RiskLedger(shared),
      categories: new CategoryLedger(shared),
    }),
  });
  const accountability = new Accountability({ database, config, now });
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async credentials => ({
      userEntityRef: userOf(credentials),
      ownershipEntityRefs: [
        userOf(credentials),
        ...(ownership[userOf(credentials)] ?? []),
      ],
    }),
  });
  const decisions = createDecisions({
    database,
    config,
    catalog,
    auth: mockServices.auth(),
    auditor,
    logger: mockServices.logger.mock(),
    accountability,
    visible,
    userInfo,
    notifications,
    budgets: { standingOf: async ref => budgets[ref] ?? 'none' },
    now,
  });
  const app = express();
  app.use(
    createRouter({
      httpAuth: mockServices.httpAuth(),
      auditor,
      maxFileBytes: config.sync.maxFileBytes,
      changes: new ChangeSignals({
        database,
        signals,
        logger: mockServices.logger.mock(),
      }),
      operations: createOperations({
        db: database,
        config,
        now,
        visible,
        ingest: write?.ingest ?? ingest,
        risks: write?.risks ?? risks,
        raised: write?.raised ?? raised,
        promotions: write?.promotions ?? promotions,
        relinking: write?.relinking ?? relinking,
        vocabulary,
        trackers,
        categories,
        access: new Access({
          permissions: authorize,
          visible,
          permissionsEnabled,
        }),
        accountability,
        userInfo,
        decisions,
      }),
    }),
  );
  app.use(mockErrorHandler());
  return {
    app,
    catalog,
    ingest,
    risks,
    promotions,
    relinking,
    raised,
    auditor,
    event,
    decisions,
    notifications,
    accountability,
    signals,
    headers: HEADERS,
  };
}

/** Counts the statements a database runs while something happens. */
export async function countQueries(
  database: Knex,
  run: () => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const increment = () => {
    count += 1;
  };
  database.on('query', increment);
  try {
    await run();
  } finally {
    database.off('query', increment);
  }
  return count;
}
