import {
  AuditorService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { Knex } from 'knex';
import { CatalogMirror } from '../catalog/CatalogMirror';
import { RiskConfig } from '../config';
import { IngestService } from '../services/ingest/IngestService';
import { CategoryLedger } from '../services/categories/CategoryLedger';
import { ChangeSignals } from '../services/signals/ChangeSignals';
import { NotificationDigests } from '../services/notifications/NotificationDigests';
import { TicketTrackers } from '../services/tickets/TicketTrackers';
import { RollupService } from '../services/rollup/RollupService';
import { CatalogSyncTask } from './CatalogSyncTask';
import { DecisionsTask, DecisionsTaskOptions } from './DecisionsTask';
import { ImportAnnotationsTask } from './ImportAnnotationsTask';
import { SnapshotTask } from './SnapshotTask';
import { StalenessTask } from './StalenessTask';
import { TicketsTask } from './TicketsTask';

interface ScheduledTasksOptions {
  database: Knex;
  config: RiskConfig;
  mirror: CatalogMirror;
  ingest: IngestService;
  rollup: RollupService;
  categories: CategoryLedger;
  changes: Pick<ChangeSignals, 'everything'>;
  trackers: Pick<TicketTrackers, 'byId' | 'ids'>;
  auditor: AuditorService;
  decisions: Omit<DecisionsTaskOptions, 'logger'> & {
    digests: Pick<NotificationDigests, 'run'>;
  };
  logger: LoggerService;
  now: () => Date;
}

const IMPORT_ANNOTATIONS = 'risk-import-annotations';

/** A job that runs just now has begun too early to see everything; its next run does. */
async function triggerUnlessRunning(scheduler: SchedulerService, id: string) {
  try {
    await scheduler.triggerTask(id);
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}

/** Schedules what runs by the clock, each job on one node at a time. */
export async function scheduleTasks(
  scheduler: SchedulerService,
  options: ScheduledTasksOptions,
): Promise<void> {
  const { catalogSchedule, sourceSchedule } = options.config.sync;
  const catalogSync = new CatalogSyncTask({
    ...options,
    readSources: () => triggerUnlessRunning(scheduler, IMPORT_ANNOTATIONS),
  });
  const importAnnotations = new ImportAnnotationsTask(options);
  const staleness = new StalenessTask(options);
  const snapshot = new SnapshotTask(options);
  const tickets = new TicketsTask(options);
  const decisions = new DecisionsTask({
    ...options.decisions,
    logger: options.logger,
  });
  await scheduler.scheduleTask({
    id: 'risk-catalog-sync',
    ...catalogSchedule,
    fn: () => catalogSync.run(),
  });
  await scheduler.scheduleTask({
    id: IMPORT_ANNOTATIONS,
    ...sourceSchedule,
    fn: () => importAnnotations.run(),
  });
  await scheduler.scheduleTask({
    id: 'risk-rebuild',
    frequency: { hours: 24 },
    timeout: { hours: 2 },
    initialDelay: { seconds: 1 },
    fn: async () => {
      await options.categories.rebuildAll();
      await options.rollup.rebuildAll();
    },
  });
  await scheduler.scheduleTask({
    id: 'risk-staleness',
    frequency: { hours: 6 },
    timeout: { hours: 1 },
    initialDelay: { minutes: 1 },
    fn: () => staleness.run(),
  });
  await scheduler.scheduleTask({
    id: 'risk-decisions',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 1 },
    fn: () => decisions.run(),
  });
  await scheduler.scheduleTask({
    id: 'risk-notifications',
    frequency: { minutes: 5 },
    timeout: { minutes: 5 },
    initialDelay: { minutes: 2 },
    fn: async () => {
      await options.decisions.digests.run();
    },
  });
  await scheduler.scheduleTask({
    id: 'risk-tickets',
    frequency: { minutes: 5 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 3 },
    fn: async () => {
      if ((await tickets.run()) > 0) await options.changes.everything();
    },
  });
  await scheduler.scheduleTask({
    id: 'risk-snapshot',
    frequency: { hours: 1 },
    timeout: { minutes: 30 },
    initialDelay: { minutes: 1 },
    fn: () => snapshot.run(),
  });
}
