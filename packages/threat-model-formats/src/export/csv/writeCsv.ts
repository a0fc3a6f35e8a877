import { printCategory } from '../../formats/native/categories';
import { Finding, ThreatModel } from '../../model';
import { CsvCell, csvLine } from './csvLine';

const separator = '; ';

interface Context {
  model: ThreatModel;
  elementName(id: string): string;
  entityRef(id: string): string | undefined;
  mitigationTitle(key: string): string;
}

type Column = [name: string, cell: (finding: Finding, of: Context) => CsvCell];

const columns: Column[] = [
  ['model', (_, { model }) => model.title],
  ['key', ({ key }) => key],
  ['id', ({ sourceId }) => sourceId],
  ['title', ({ title }) => title],
  ['description', ({ description }) => description],
  ['severity', ({ severity }) => severity],
  ['severity in file', ({ severityRaw }) => severityRaw],
  ['likelihood in file', ({ likelihoodRaw }) => likelihoodRaw],
  ['impact in file', ({ impactRaw }) => impactRaw],
  ['score', ({ score }) => score?.value],
  ['score scale', ({ score }) => score?.scale],
  ['status', ({ status }) => status],
  ['status in file', ({ statusRaw }) => statusRaw],
  ['reason', ({ statusReason }) => statusReason],
  ['reviewed', ({ reviewed }) => (reviewed ? 'yes' : 'no')],
  [
    'categories',
    ({ categories }) => categories.map(printCategory).join(separator),
  ],
  [
    'elements',
    ({ elementIds }, { elementName }) =>
      elementIds.map(elementName).join(separator),
  ],
  [
    'entities',
    ({ elementIds }, { entityRef }) =>
      [...new Set(elementIds.flatMap(id => entityRef(id) ?? []))].join(
        separator,
      ),
  ],
  [
    'mitigations',
    ({ mitigations }, { mitigationTitle }) =>
      mitigations
        .map(
          ({ mitigationKey, status }) =>
            `${mitigationTitle(mitigationKey)} (${status})`,
        )
        .join(separator),
  ],
  ['acceptance requested', ({ acceptanceRequest: it }) => it?.reason],
  ['acceptance until', ({ acceptanceRequest: it }) => it?.until],
  ['advice', ({ advice }) => advice],
  ['ticket', ({ ticket }) => ticket],
  ['tags', ({ tags }) => tags.join(separator)],
  ['definition', ({ definitionKey }) => definitionKey],
  ['line', ({ position }) => position.line],
];

/** A row a finding, under a row of names. */
export function writeCsv(model: ThreatModel): string {
  const elements = new Map(model.elements.map(item => [item.id, item]));
  const mitigations = new Map(model.mitigations.map(item => [item.key, item]));
  const context: Context = {
    model,
    elementName: id => elements.get(id)?.name ?? id,
    entityRef: id => elements.get(id)?.entityRef,
    mitigationTitle: key => mitigations.get(key)?.title ?? key,
  };
  return [
    csvLine(columns.map(([name]) => name)),
    ...model.findings.map(finding =>
      csvLine(columns.map(([, cell]) => cell(finding, context))),
    ),
  ].join('');
}
