import { LoggerService } from '@backstage/backend-plugin-api';
import { ChangeSignals } from '../services/signals/ChangeSignals';
import { IngestService } from '../services/ingest/IngestService';

/** Reads the threat models that annotations name, at each run. */
export class ImportAnnotationsTask {
  constructor(
    private readonly options: {
      ingest: Pick<IngestService, 'syncAnnotations'>;
      changes: Pick<ChangeSignals, 'everything'>;
      logger: LoggerService;
    },
  ) {}

  async run(): Promise<void> {
    const outcome = await this.options.ingest.syncAnnotations();
    this.options.logger.info('Threat models of annotations are read', {
      ...outcome,
    });
    // The others are counted at each run, however long they have been so.
    if (outcome.applied + outcome.detached > 0) {
      await this.options.changes.everything();
    }
  }
}
