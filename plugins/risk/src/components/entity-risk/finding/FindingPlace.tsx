import {
  FindingDetail,
  ImportSummary,
} from '@product-risk/backstage-plugin-risk-common';
import { FactList, formatTime, placeOf } from '../../primitives';
import { methodWords } from '../words';
import { DrawerPart } from './DrawerPart';

const importWords = (summary: ImportSummary | undefined) =>
  summary && `${summary.id} (${formatTime(summary.at)})`;

const quoted = (text: string | undefined) => text && `“${text}”`;

/** Where the finding stands, word for word as its file has it. */
export function FindingPlace({ finding }: { finding: FindingDetail }) {
  const { provenance, element, model } = finding;
  const { file, line, column, format, formatVersion } = provenance;
  return (
    <DrawerPart title="Where it is from">
      <FactList
        facts={[
          ['File', placeOf({ file, line, column })],
          ['Element', element && `${element.name} (${element.kind})`],
          ['Diagram', provenance.diagram],
          ['Model', model.title],
          ['Format', [format, formatVersion].filter(Boolean).join(' ')],
          ['Source', methodWords[provenance.method]],
          ['Place in file', provenance.pointer],
          ['Id in file', provenance.nativeId],
          ['Severity in file', quoted(finding.severityRaw)],
          ['Likelihood', quoted(provenance.likelihoodRaw)],
          ['Impact', quoted(provenance.impactRaw)],
          ['Score', provenance.score],
          ['Status in file', quoted(finding.statusRaw)],
          ['First seen', formatTime(finding.firstSeen)],
          ['Last seen', formatTime(finding.lastSeen)],
          [
            'Gone since',
            finding.absentSince && formatTime(finding.absentSince),
          ],
          ['First import', importWords(provenance.firstImport)],
          ['Last import', importWords(provenance.lastImport)],
        ]}
      />
    </DrawerPart>
  );
}
