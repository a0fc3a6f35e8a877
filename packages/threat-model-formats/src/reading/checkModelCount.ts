import { ThreatModelFormatError } from '../errors';

/** Models in one file; a repository has a few dozen. */
const maxModels = 1_000;

/** @throws {@link ThreatModelFormatError} `too-complex`, before any of them is read. */
export function checkModelCount(count: number, fileName: string): void {
  if (count > maxModels) {
    throw new ThreatModelFormatError(
      'too-complex',
      fileName,
      `${fileName}: the file holds more than ${maxModels} models. Split it.`,
    );
  }
}
