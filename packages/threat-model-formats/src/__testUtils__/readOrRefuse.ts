import { ThreatModelFormatError } from '../errors';
import { ThreatModel } from '../model';
import { readThreatModels } from '../readThreatModels';
import { watched } from './watched';

/** The models in some bytes; none when they are refused. It fails on any other error, and on a hang. */
export function readOrRefuse(
  bytes: Uint8Array,
  formatHint?: string,
): ThreatModel[] {
  try {
    return watched(
      () => readThreatModels({ bytes, fileName: 'f', formatHint }).models,
    );
  } catch (error) {
    if (error instanceof ThreatModelFormatError) {
      return [];
    }
    throw error;
  }
}
