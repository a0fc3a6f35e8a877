import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { readElements } from './readElements';
import { readFindings } from './readFindings';

/** Reads the dump of a pytm model. */
export function readPytm(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  if (root.get('findings').isAbsent) {
    throw structureError(
      document,
      '',
      'a dump of pytm needs a list "findings"; this looks like a file for pytm to read',
      'Run the model with --json and import what it writes.',
    );
  }
  const structure = readElements(document, root);
  const { findings, mitigations } = readFindings(
    requireList(document, root.get('findings'), 'the findings'),
    requireList(
      document,
      root.get('excluded_findings'),
      'the excluded findings',
    ),
    structure.targets,
  );
  return finishModel(
    {
      kind: 'threat-model',
      format: 'pytm',
      title: root.line('name') ?? document.fileName,
      description: root.text('description') || undefined,
      authors: [],
      diagrams: [],
      elements: structure.elements,
      findings,
      mitigations,
    },
    log,
  );
}
