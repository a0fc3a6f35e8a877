import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { requireList, structureError } from '../../reading/requireList';
import { hasKeys, member, scalarText } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { readRun } from './readRun';

function readSarif(document: ParsedDocument): ThreatModel[] {
  const root = new Cursor(document.value, '', new WarningLog(document));
  const version = scalarText(member(document.value, 'version'));
  if (!hasKeys(document.value, 'runs') || !version.startsWith('2.1')) {
    throw structureError(
      document,
      '',
      'SARIF 2.1.0 has a version "2.1.0" and a list "runs"; older versions are built in another way',
      'Export the results as SARIF 2.1.0.',
    );
  }
  const runs = requireList(document, root.get('runs'), 'the runs');
  if (runs.length === 0) {
    return [
      finishModel(
        {
          kind: 'scan',
          format: 'sarif',
          formatVersion: '2.1.0',
          title: document.fileName,
          authors: [],
          diagrams: [],
          elements: [],
          findings: [],
          mitigations: [],
        },
        root.log,
      ),
    ];
  }
  return runs.map(({ value, pointer }) => {
    const log = new WarningLog(document);
    return readRun(document, new Cursor(value, pointer, log), log);
  });
}

/**
 * Results of static analysis in SARIF 2.1.0, one model for each run.
 * @public
 */
export const sarif: ThreatModelFormat = {
  id: 'sarif',
  title: 'SARIF',
  detect: ({ value }) => {
    const schema = member(value, '$schema');
    return (
      hasKeys(value, 'runs', 'version') ||
      (typeof schema === 'string' && /sarif/i.test(schema))
    );
  },
  parse: readSarif,
};
