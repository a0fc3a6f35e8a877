import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel } from '../../model';
import { checkModelCount } from '../../reading/checkModelCount';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { structureError } from '../../reading/requireList';
import { hasItemWith, hasKeys, isList } from '../../reading/shape';
import { WarningLog } from '../../reading/WarningLog';
import { MitigationTable } from './MitigationTable';
import { readDefinitions } from './readDefinitions';
import { readElements } from './readElements';
import { readFindings } from './readFindings';

function readModel(
  document: ParsedDocument,
  value: unknown,
  pointer: string,
): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(value, pointer, log);
  const project = root.get('project');
  if (!project.isObject) {
    throw structureError(
      document,
      pointer,
      'an Open Threat Model needs an object "project"',
      'Add it with an id and a name.',
    );
  }
  const version = root.line('otmVersion');
  if (!version) {
    root.warn(
      'missing-version',
      'The file does not state its otmVersion; it was read as 0.2.0.',
    );
  }
  const id = project.id('id');
  const projectId = id ?? '';
  if (!id) {
    project.warn('missing-id', 'The project has no id. Add one.');
  }

  const structure = readElements(document, root);
  const definitions = readDefinitions(
    document,
    root,
    projectId,
    structure.threatOwners.length > 0,
  );
  const mitigations = new MitigationTable(document, root, projectId);
  const findings = readFindings(
    projectId,
    definitions,
    structure.threatOwners,
    mitigations,
  );

  return finishModel(
    {
      kind: 'threat-model',
      id,
      format: 'otm',
      formatVersion: version,
      title: project.line('name') ?? project.line('id') ?? document.fileName,
      description: project.text('description') || undefined,
      owner: project.line('owner'),
      authors: [],
      // OTM has no field for it; `attributes` is where it may state what is its own.
      updatedAt: readDate(project.get('attributes'), 'updatedAt'),
      diagrams: structure.diagrams,
      elements: structure.elements,
      findings,
      mitigations: mitigations.list(),
    },
    log,
    pointer,
  );
}

/**
 * Open Threat Model 0.1 and 0.2, as JSON or YAML; one document or several.
 * @public
 */
export const otm: ThreatModelFormat = {
  id: 'otm',
  title: 'Open Threat Model (OTM)',
  detect: ({ value }) =>
    hasKeys(value, 'otmVersion', 'project') ||
    hasItemWith(value, 'otmVersion', 'project'),
  parse: document => {
    if (!isList(document.value)) {
      return [readModel(document, document.value, '')];
    }
    if (document.value.length === 0) {
      throw structureError(
        document,
        '',
        'the list holds no Open Threat Model',
        'Export the models again.',
      );
    }
    checkModelCount(document.value.length, document.fileName);
    return document.value.map((value, position) =>
      readModel(document, value, `/${position}`),
    );
  },
};
