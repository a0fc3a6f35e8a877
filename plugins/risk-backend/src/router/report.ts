import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** The report of the organisation. */
export function registerReport(
  registrar: EndpointRegistrar,
  operations: Operations<
    'getReport' | 'listProducts' | 'exportProducts' | 'getExecutiveSummary'
  >,
): void {
  registrar.register('getReport', endpoints.getReport, operations.getReport);
  registrar.register(
    'listProducts',
    endpoints.listProducts,
    operations.listProducts,
  );
  registrar.register(
    'exportProducts',
    endpoints.exportProducts,
    operations.exportProducts,
  );
  registrar.register(
    'getExecutiveSummary',
    endpoints.getExecutiveSummary,
    operations.getExecutiveSummary,
  );
}
