import { LoggerService, UrlReaderService } from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { ImportPreview } from '@product-risk/backstage-plugin-risk-common';
import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { Knex } from 'knex';
import { RiskConfig } from '../../config';
import { RiskLedger } from '../risks/RiskLedger';
import { RollupService } from '../rollup/RollupService';
import {
  ImportRecord,
  PushInput,
  Resolution,
  SyncOutcome,
  UploadInput,
} from './inputs';

export interface IngestServiceOptions {
  database: Knex;
  config: RiskConfig;
  /** Asked at each import, because modules add formats after the start. */
  formats: () => ThreatModelFormat[];
  urlReader: UrlReaderService;
  integrations: ScmIntegrations;
  risks: RiskLedger;
  rollup: RollupService;
  logger: LoggerService;
  now: () => Date;
}

/**
 * Brings threat models from files to findings and risks without losing what
 * people did.
 */
export class IngestService {
  constructor(private readonly options: IngestServiceOptions) {}

  /** What importing a file would change. Changes nothing. */
  async preview(_input: UploadInput, _actor: string): Promise<ImportPreview> {
    throw new Error(`Not there yet ${this.options.config.unitDescription}`);
  }

  /** @throws ImportRefusedError, ConflictError */
  async importUpload(
    _input: UploadInput,
    _actor: string,
  ): Promise<ImportRecord> {
    throw new Error('Not there yet');
  }

  /** @throws ImportRefusedError, ConflictError */
  async importPush(_input: PushInput, _actor: string): Promise<ImportRecord> {
    throw new Error('Not there yet');
  }

  /** Reads the location of an annotation source again. */
  async refresh(_sourceId: string, _actor: string): Promise<ImportRecord> {
    throw new Error('Not there yet');
  }

  /** Reconciles sources with the annotations of all or some entities. */
  async syncAnnotations(_entityRefs?: string[]): Promise<SyncOutcome> {
    throw new Error('Not there yet');
  }

  /** Releases or rejects an import that is held back. */
  async resolve(
    _importId: string,
    _resolution: Resolution,
    _actor: string,
  ): Promise<ImportRecord> {
    throw new Error('Not there yet');
  }

  /** Says which entity an element of a model stands for. */
  async mapElement(
    _modelId: string,
    _mapping: { elementId: string; entityRef: string },
    _actor: string,
  ): Promise<void> {
    throw new Error('Not there yet');
  }
}
