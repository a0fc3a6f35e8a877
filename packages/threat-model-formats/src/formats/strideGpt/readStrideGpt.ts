import { ParsedDocument } from '../../format';
import { ModelElement, ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { ElementIds, resolveReferences } from '../../reading/ElementIds';
import { findEntityRef } from '../../reading/entityRef';
import { finishModel } from '../../reading/finishModel';
import { UniqueKeys } from '../../reading/keys';
import { readDate } from '../../reading/readDate';
import { requireList, structureError } from '../../reading/requireList';
import { WarningLog } from '../../reading/WarningLog';
import { Draft, readDrafts } from './readDrafts';

/** Members that hold threats; every form of the file has one of them. */
const sections = [
  'subsystems',
  'cross_cutting_threats',
  'threat_model',
  'Risk Assessment',
];

/** The last part of the path that was analysed: the rest is the author's machine. */
function titleOf(root: Cursor, document: ParsedDocument): string {
  const parts = (root.line('target') ?? '').split(/[\\/]/).filter(Boolean);
  return parts[parts.length - 1] ?? document.fileName;
}

/** Reads what STRIDE GPT wrote, in any of its forms. */
export function readStrideGpt(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  if (sections.every(name => root.get(name).isAbsent)) {
    throw structureError(
      document,
      '',
      'a file of STRIDE GPT needs subsystems, a threat_model or a "Risk Assessment"',
      'Save the report as JSON again.',
    );
  }
  const list = (at: Cursor) => requireList(document, at, 'the threats');
  const ids = new ElementIds('subsystem', new UniqueKeys());
  const elements: ModelElement[] = [];
  const drafts: Draft[] = [];
  for (const at of list(root.get('subsystems'))) {
    const name = at.line('name') ?? 'Unnamed subsystem';
    const id = ids.claim(at, at.id('name'), name);
    elements.push({
      id,
      name,
      kind: 'node',
      outOfScope: false,
      tags: [],
      sourcePaths: at.lines('files_analyzed'),
      entityRef: findEntityRef({ name }),
    });
    for (const threat of list(at.get('threats'))) {
      drafts.push({ at: threat, scope: id, elementIds: [id] });
    }
  }
  for (const threat of list(root.get('cross_cutting_threats'))) {
    const elementIds = resolveReferences(
      threat.get('Affected Subsystems'),
      ids,
    );
    drafts.push({ at: threat, scope: 'cross-cutting', elementIds });
  }
  for (const name of ['threat_model', 'Risk Assessment']) {
    for (const threat of list(root.get(name))) {
      drafts.push({ at: threat, scope: '', elementIds: [] });
    }
  }
  if (drafts.length > 0) {
    root.warn(
      'draft',
      'A language model wrote these threats: they are drafts, none is reviewed or rated, and every run words them anew. Review them before you rely on them.',
    );
  }
  return finishModel(
    {
      kind: 'threat-model',
      format: 'stride-gpt',
      formatVersion: root.line('version'),
      title: titleOf(root, document),
      description: root.text('overview') || undefined,
      authors: [],
      updatedAt: readDate(root, 'generated_at'),
      diagrams: [],
      elements,
      findings: readDrafts(drafts),
      mitigations: [],
    },
    log,
  );
}
