import { LoggerService } from '@backstage/backend-plugin-api';
import { IngestService } from '../services/ingest/IngestService';

/** Reads the threat models that annotations name, at each run. */
export class ImportAnnotationsTask {
  constructor(
    private readonly options: { ingest: IngestService; logger: LoggerService },
  ) {}

  async run(): Promise<void> {
    const outcome = await this.options.ingest.syncAnnotations();
    this.options.logger.info('Threat models of annotations are read', {
      ...outcome,
    });
  }
}
