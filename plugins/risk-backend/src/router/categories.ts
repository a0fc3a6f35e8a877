import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

type Names =
  | 'getCategoryReport'
  | 'exportCategoryReport'
  | 'getCategoryHeatMap'
  | 'getCategory'
  | 'listCategoryRisks'
  | 'listCategoryTriage'
  | 'decideCategories'
  | 'getProductAssessment'
  | 'listAssessments'
  | 'stateAssessment'
  | 'listRootCauses'
  | 'listCategoryEvidence'
  | 'exportCategoryEvidence'
  | 'linkRootCause'
  | 'listInitiatives'
  | 'createInitiative'
  | 'closeInitiative';

/** Categories, what is systemic, and what is done about it. */
export function registerCategories(
  registrar: EndpointRegistrar,
  operations: Operations<Names>,
): void {
  const register = <N extends Names>(name: N) =>
    registrar.register(name, endpoints[name], operations[name]);
  register('getCategoryReport');
  register('exportCategoryReport');
  register('getCategoryHeatMap');
  register('getCategory');
  register('listCategoryRisks');
  register('listCategoryTriage');
  register('decideCategories');
  register('getProductAssessment');
  register('listAssessments');
  register('stateAssessment');
  register('listRootCauses');
  register('listCategoryEvidence');
  register('exportCategoryEvidence');
  register('linkRootCause');
  register('listInitiatives');
  register('createInitiative');
  register('closeInitiative');
}
