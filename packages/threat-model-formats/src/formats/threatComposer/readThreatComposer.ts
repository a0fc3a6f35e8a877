import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { MitigationLinks } from './MitigationLinks';
import { readThreats } from './readThreats';

/** Reads a Threat Composer workspace: one model without a structure. */
export function readThreatComposer(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  if (typeof root.get('schema').value !== 'number') {
    throw structureError(
      document,
      '',
      'a Threat Composer file needs a number "schema"',
      'Export the workspace from Threat Composer again.',
    );
  }
  const list = (key: string) =>
    requireList(document, root.get(key), `the ${key}`);
  const threats = list('threats');
  const idsOf = (items: Cursor[]) => items.flatMap(item => item.id('id') ?? []);
  const links = new MitigationLinks(list('mitigations'), {
    links: list('mitigationLinks'),
    threatIds: new Set(idsOf(threats)),
    assumptionIds: new Set(idsOf(list('assumptions'))),
  });
  const application = root.get('applicationInfo');
  return finishModel(
    {
      kind: 'threat-model',
      format: 'threat-composer',
      formatVersion: root.line('schema'),
      title: application.line('name') ?? document.fileName,
      description: application.text('description') || undefined,
      authors: [],
      diagrams: [],
      elements: [],
      findings: readThreats(threats, links),
      mitigations: links.mitigations,
    },
    log,
  );
}
