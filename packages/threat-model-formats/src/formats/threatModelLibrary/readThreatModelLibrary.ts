import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { ControlTable } from './ControlTable';
import { readElements } from './readElements';
import { readThreats } from './readThreats';
import { RiskTable } from './RiskTable';

/** Controls and risks name the threats they belong to; the schema lets them name any. */
function warnAboutUnknownThreats(items: Cursor[], threats: Cursor[]): void {
  const known = new Set(threats.map(at => at.id('symbolic_name')));
  for (const reference of items.flatMap(item => item.get('threats').items())) {
    const { value } = reference;
    if (typeof value === 'string' && !known.has(value.trim())) {
      reference.warn(
        'dangling-reference',
        'This refers to a threat that is not in the file; the reference was left out.',
      );
    }
  }
}

/** Reads one model of the library. */
export function readThreatModelLibrary(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const file = new Cursor(document.value, '', log);
  const root = file.get('tmBom').isObject ? file.get('tmBom') : file;
  const scope = root.get('scope');
  if (!scope.isObject) {
    throw structureError(
      document,
      root.pointer,
      'a model of the OWASP Threat Model Library needs an object "scope"',
      'Export the model again.',
    );
  }
  const list = (key: string) =>
    requireList(document, root.get(key), `the ${key.replace('_', ' ')}`);
  const { elements, sections } = readElements(list);
  const threats = list('threats');
  const controls = list('controls');
  const risks = list('risks');
  const table = new ControlTable(controls);
  const findings = readThreats(threats, {
    controls: table,
    risks: new RiskTable(risks),
    sections,
  });
  warnAboutUnknownThreats([...controls, ...risks], threats);
  if (findings.length > 0) {
    root.warn(
      'derived-status',
      'The format gives its threats neither status nor severity: the status was derived from their controls, the severity is the highest level of their risks.',
    );
  }

  const description = [scope.text('description'), root.text('description')]
    .filter(Boolean)
    .join('\n\n');
  return finishModel(
    {
      kind: 'threat-model',
      format: 'tm-library',
      formatVersion: /\/v(\d+(?:\.\d+)*)\//.exec(
        root.line('$schema') ?? '',
      )?.[1],
      title: scope.line('title') ?? document.fileName,
      description: description || undefined,
      authors: [],
      businessCriticality: scope.line('business_criticality'),
      updatedAt: readDate(root, 'reviewed_at') ?? readDate(root, 'released_at'),
      diagrams: [],
      elements,
      findings,
      mitigations: table.mitigations,
    },
    log,
    root.pointer,
  );
}
