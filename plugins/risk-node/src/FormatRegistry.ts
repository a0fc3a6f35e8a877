import { ConflictError } from '@backstage/errors';
import { ThreatModelFormat } from '@product-risk/threat-model-formats';
import { ThreatModelFormatsExtensionPoint } from './threatModelFormats';

/**
 * The formats the backend reads: the built-in ones and what modules add.
 * @public
 */
export class FormatRegistry implements ThreatModelFormatsExtensionPoint {
  readonly #formats: Map<string, ThreatModelFormat>;

  constructor(builtIn: readonly ThreatModelFormat[]) {
    this.#formats = new Map(builtIn.map(format => [format.id, format]));
  }

  addFormat(format: ThreatModelFormat): void {
    if (this.#formats.has(format.id)) {
      throw new ConflictError(
        `A threat model format with the id "${format.id}" is there already`,
      );
    }
    this.#formats.set(format.id, format);
  }

  /** All formats, the built-in ones first. */
  formats(): ThreatModelFormat[] {
    return [...this.#formats.values()];
  }
}
