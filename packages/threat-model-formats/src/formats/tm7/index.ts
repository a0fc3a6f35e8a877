import { ParsedDocument, ThreatModelFormat } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { readDate } from '../../reading/readDate';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { xmlValue } from '../../reading/xmlValue';
import { modelShape } from './modelShape';
import { readDiagrams } from './readDiagrams';
import { readThreats } from './readThreats';
import { Template } from './Template';

const isModel = ({ xml }: ParsedDocument) =>
  xml?.name === 'ThreatModel' && xml.namespace.includes('ThreatModeling.Model');

/** The last change; what nobody touched carries a date of year 1. */
function lastModified(items: Cursor[]): string | undefined {
  return items
    .flatMap(item => readDate(item.get('Value'), 'ModifiedAt') ?? [])
    .filter(date => !date.startsWith('0001'))
    .sort((one, other) => Date.parse(other) - Date.parse(one))[0];
}

function readTm7(document: ParsedDocument): ThreatModel {
  const { xml } = document;
  if (!xml || !isModel(document)) {
    throw structureError(
      document,
      '',
      'a model of the Microsoft Threat Modeling Tool is XML with the root ThreatModel',
      'Save the model from the tool as .tm7; templates (.tb7) hold no threats.',
    );
  }
  const content = xmlValue(document, xml, modelShape);
  const log = new WarningLog(content);
  const root = new Cursor(content.value, '', log);
  const meta = root.get('MetaInformation');
  const items = requireList(
    content,
    root.get('ThreatInstances'),
    'the threats',
  );
  const structure = readDiagrams(root);
  const template = new Template(root.get('KnowledgeBase'));
  return finishModel(
    {
      kind: 'threat-model',
      format: 'tm7',
      formatVersion: root.line('Version'),
      title: meta.line('ThreatModelName') ?? document.fileName,
      description: meta.text('HighLevelSystemDescription') || undefined,
      owner: meta.line('Owner'),
      authors: (meta.line('Contributors') ?? '')
        .split(/[,;]/)
        .map(name => name.trim())
        .filter(name => name !== ''),
      reviewer: meta.line('Reviewer'),
      updatedAt: lastModified(items),
      diagrams: structure.diagrams,
      elements: structure.elements,
      ...readThreats(items, structure, template),
    },
    log,
  );
}

/**
 * Models of the Microsoft Threat Modeling Tool (.tm7).
 * @public
 */
export const tm7: ThreatModelFormat = {
  id: 'tm7',
  title: 'Microsoft Threat Modeling Tool',
  detect: isModel,
  parse: document => [readTm7(document)],
};
