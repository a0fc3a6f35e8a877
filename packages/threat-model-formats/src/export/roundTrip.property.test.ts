import fc from 'fast-check';
import { readModel } from '../__fixtures__';
import { ThreatModel } from '../model';
import { finishModel } from '../reading/finishModel';
import { WarningLog } from '../reading/WarningLog';
import { anyModel } from './__testUtils__/anyModel';
import { comparable } from './__testUtils__/comparable';
import {
  ExportFormat,
  exportThreatModel,
  heldBy,
  lostBy,
} from './exportThreatModel';

const readBack = (model: ThreatModel, format: ExportFormat) =>
  readModel(exportThreatModel(model, format).text, { formatHint: format });

/** What every importer does at last: the same models go out as come in. */
const finished = (model: ThreatModel): ThreatModel =>
  finishModel(
    model,
    new WarningLog({
      fileName: 'any',
      text: '',
      syntax: 'json',
      locate: () => undefined,
    }),
  );

describe.each(['native', 'otm', 'threat-dragon-v2'] as const)(
  'export to %s and import',
  format => {
    const ids = format === 'native';

    it('gives all that the format can hold', () => {
      fc.assert(
        fc.property(anyModel, any => {
          const held = finished(heldBy(format, finished(any)));
          expect(comparable(readBack(held, format), { ids })).toEqual(
            comparable(held, { ids }),
          );
        }),
        { numRuns: 200 },
      );
    });

    it('loses nothing any more the second time', () => {
      fc.assert(
        fc.property(anyModel, any => {
          const once = readBack(finished(any), format);
          expect(lostBy(format, once)).toEqual([]);
          expect(comparable(readBack(once, format), { ids: true })).toEqual(
            comparable(once, { ids: true }),
          );
        }),
        { numRuns: 100 },
      );
    });
  },
);
