import { ParsedDocument, ThreatModelFormat } from '../../format';
import { structureError } from '../../reading/requireList';
import { hasItemWith, hasKeys, isList, isObject } from '../../reading/shape';
import { readModel } from './readModel';
import { readRiskList } from './readRiskList';
import { isStatistics, readStatistics } from './readStatistics';

/** A run without a risk writes an empty list, of which only the name tells what it is. */
const isEmptyRiskList = ({ value, fileName }: ParsedDocument) =>
  isList(value) && value.length === 0 && /risks\.json$/i.test(fileName);

/**
 * Threagile 0.9 and 1.0: `risks.json`, the model's YAML, the parsed model;
 * of `stats.json` only the counts, to compare with.
 * @public
 */
export const threagile: ThreatModelFormat = {
  id: 'threagile',
  title: 'Threagile',
  detect: document =>
    hasItemWith(document.value, 'synthetic_id', 'category') ||
    isEmptyRiskList(document) ||
    hasKeys(document.value, 'threagile_version') ||
    hasKeys(document.value, 'technical_assets', 'data_assets') ||
    isStatistics(document.value),
  parse: document => {
    if (isList(document.value)) {
      return [readRiskList(document)];
    }
    if (isStatistics(document.value)) {
      return [readStatistics(document)];
    }
    if (isObject(document.value)) {
      return [readModel(document)];
    }
    throw structureError(
      document,
      '',
      'Threagile writes a list of risks or a model, and this is neither',
      'Import risks.json of a run, or the model file.',
    );
  },
};
