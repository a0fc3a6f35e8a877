import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { EndpointRegistrar } from '../http/EndpointRegistrar';
import { Operations } from '../services/Operations';

/** Ratings and words of risks. */
export function registerRisks(
  registrar: EndpointRegistrar,
  operations: Operations<'rateRisk' | 'wordRisk'>,
): void {
  registrar.register('rateRisk', endpoints.rateRisk, operations.rateRisk);
  registrar.register('wordRisk', endpoints.wordRisk, operations.wordRisk);
}
