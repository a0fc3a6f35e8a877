import { ParsedDocument } from '../../format';
import { Diagram, ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { UniqueKeys } from '../../reading/keys';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { ModelParts, readDiagram } from './readDiagram';

/** Reads a Threat Dragon file; both versions share all but the place of the cells. */
export function readThreatDragon(
  document: ParsedDocument,
  format: 'threat-dragon-v1' | 'threat-dragon-v2',
): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  const summary = root.get('summary');
  const detail = root.get('detail');
  for (const [name, section] of Object.entries({ summary, detail })) {
    if (!section.isObject) {
      throw structureError(
        document,
        section.isAbsent ? '' : section.pointer,
        `a Threat Dragon model needs an object "${name}"`,
        'Save the model from Threat Dragon again.',
      );
    }
  }

  const diagramIds = new UniqueKeys();
  const diagrams: Diagram[] = [];
  const parts: ModelParts = {
    elements: [],
    findings: [],
    mitigations: [],
    elementIds: new UniqueKeys(),
    findingKeys: new UniqueKeys(),
  };
  requireList(document, detail.get('diagrams'), 'the diagrams').forEach(
    (diagram, position) => {
      const diagramId = diagramIds.claim(diagram.id('id') ?? `${position}`);
      diagrams.push({
        id: diagramId,
        title: diagram.line('title') ?? `Diagram ${position + 1}`,
      });
      readDiagram(
        document,
        diagram,
        { diagramId, hasStableIds: format === 'threat-dragon-v2' },
        parts,
      );
    },
  );

  return finishModel(
    {
      kind: 'threat-model',
      // `summary.id` is 0 in nearly every file: no identity.
      format,
      formatVersion: root.line('version'),
      title: summary.line('title') ?? document.fileName,
      description: summary.text('description') || undefined,
      owner: summary.line('owner'),
      authors: detail
        .get('contributors')
        .objects()
        .flatMap(contributor => contributor.line('name') ?? []),
      reviewer: detail.line('reviewer'),
      businessCriticality: summary
        .get('compatibility')
        .line('business_criticality'),
      diagrams,
      elements: parts.elements,
      findings: parts.findings,
      mitigations: parts.mitigations,
    },
    log,
  );
}
