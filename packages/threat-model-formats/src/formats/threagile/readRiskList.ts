import { ParsedDocument } from '../../format';
import { ThreatModel } from '../../model';
import { Cursor } from '../../reading/Cursor';
import { finishModel } from '../../reading/finishModel';
import { WarningLog } from '../../reading/WarningLog';
import { readRisks, toolRisks } from './readRisks';
import { RiskCategories } from './riskCategories';
import { MentionedElements } from './RiskReferences';

/** Reads `risks.json`: every risk of a run, and no model around them. */
export function readRiskList(document: ParsedDocument): ThreatModel {
  const log = new WarningLog(document);
  const root = new Cursor(document.value, '', log);
  const references = new MentionedElements();
  const findings = readRisks(toolRisks(root, new RiskCategories()), references);
  return finishModel(
    {
      kind: 'threat-model',
      format: 'threagile',
      title: document.fileName,
      authors: [],
      diagrams: [],
      elements: references.elements,
      findings,
      mitigations: [],
    },
    log,
  );
}
