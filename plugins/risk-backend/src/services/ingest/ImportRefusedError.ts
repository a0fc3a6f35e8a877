import { CustomErrorBase } from '@backstage/errors';
import { SourceError } from '@product-risk/backstage-plugin-risk-common';

/**
 * A document that cannot be imported. Earlier findings of its source stay as
 * they are; the attempt is on record when `importId` is given.
 */
export class ImportRefusedError extends CustomErrorBase {
  override name = 'ImportRefusedError' as const;
  readonly sourceError: SourceError;
  readonly sourceId?: string;
  readonly importId?: string;

  constructor(
    sourceError: SourceError,
    record: { sourceId?: string; importId?: string } = {},
  ) {
    super(sourceError.message);
    this.sourceError = sourceError;
    this.sourceId = record.sourceId;
    this.importId = record.importId;
  }
}
