import { ThreatModel } from '../model';
import { csvTarget } from './csv';
import { nativeTarget } from './native';
import { otmTarget } from './otm';
import { ExportLoss, ExportTarget } from './target';
import { threatDragonTarget } from './threatDragon';

/**
 * Id of a format that models can be written in.
 * @public
 */
export type ExportFormat = 'native' | 'otm' | 'threat-dragon-v2' | 'csv';

const targets: Record<ExportFormat, ExportTarget> = {
  native: nativeTarget,
  otm: otmTarget,
  'threat-dragon-v2': threatDragonTarget,
  csv: csvTarget,
};

/**
 * What people are told about a format that models can be written in.
 * @public
 */
export interface ExportFormatInfo {
  id: ExportFormat;
  title: string;
  /** The usual end of a file's name, with its dot. */
  extension: string;
  mediaType: string;
}

const isExportFormat = (id: string): id is ExportFormat => id in targets;

/**
 * Every format that models can be written in.
 * @public
 */
export const exportFormats: ExportFormatInfo[] = Object.keys(targets)
  .filter(isExportFormat)
  .map(id => {
    const { title, extension, mediaType } = targets[id];
    return { id, title, extension, mediaType };
  });

/**
 * A model written in another format.
 * @public
 */
export interface ExportedModel {
  text: string;
  /** What of this model the format cannot hold; empty when nothing was lost. */
  lost: ExportLoss[];
}

function reduceFor(
  target: ExportTarget,
  model: ThreatModel,
): { reduced: ThreatModel; lost: ExportLoss[] } {
  const lost: ExportLoss[] = [];
  let reduced = model;
  for (const { code, message, reduce } of target.reductions) {
    const next = reduce(reduced);
    if (next !== reduced && message) {
      lost.push({ code, message });
    }
    reduced = next;
  }
  return { reduced, lost };
}

/**
 * Writes a model in another format. Reading the text again gives all that the
 * format can hold; `lost` says what it cannot.
 * @public
 */
export function exportThreatModel(
  model: ThreatModel,
  format: ExportFormat,
): ExportedModel {
  const target = targets[format];
  const { reduced, lost } = reduceFor(target, model);
  return { text: target.write(reduced), lost };
}

/**
 * What a format cannot hold, of a given model or, without one, at all.
 * @public
 */
export function lostBy(
  format: ExportFormat,
  model?: ThreatModel,
): ExportLoss[] {
  return model
    ? reduceFor(targets[format], model).lost
    : targets[format].reductions.flatMap(({ code, message }) =>
        message ? { code, message } : [],
      );
}

/** What is left of a model in a format. For tests: reading it back gives this. */
export function heldBy(format: ExportFormat, model: ThreatModel): ThreatModel {
  return reduceFor(targets[format], model).reduced;
}
