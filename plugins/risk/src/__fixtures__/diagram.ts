import {
  DiagramElement,
  ModelDiagram,
} from '@product-risk/backstage-plugin-risk-common';
import { modelFixture } from './entityRisk';
import { paymentsApi } from './findings';

const element = (changes: Partial<DiagramElement>): DiagramElement => ({
  id: '',
  name: '',
  kind: 'node',
  outOfScope: false,
  bidirectional: false,
  mappedBy: 'attachment',
  candidates: [],
  entity: paymentsApi,
  hidden: false,
  findings: { open: 0, total: 0 },
  ...changes,
});

const flow = (
  id: string,
  name: string,
  fromId: string,
  toId: string,
  changes: Partial<DiagramElement> = {},
) => element({ id, name, kind: 'flow', fromId, toId, ...changes });

/** Data flow diagram of the payments model. */
export const diagramFixture: ModelDiagram = {
  model: modelFixture,
  diagrams: [{ id: 'payment', title: 'Payment' }],
  elements: [
    element({ id: 'internet', name: 'Internet', kind: 'boundary' }),
    element({ id: 'cluster', name: 'Payments cluster', kind: 'boundary' }),
    element({
      id: 'vault',
      name: 'Restricted zone',
      kind: 'boundary',
      parentId: 'cluster',
    }),
    element({
      id: 'customer',
      name: 'Customer',
      kind: 'actor',
      parentId: 'internet',
    }),
    element({
      id: 'bank',
      name: 'Bank',
      kind: 'actor',
      parentId: 'internet',
      outOfScope: true,
    }),
    element({
      id: 'api',
      name: 'Payments API',
      kind: 'process',
      parentId: 'cluster',
      findings: { open: 1, total: 9, worst: 'low' },
    }),
    element({
      id: 'fraud',
      name: 'Fraud scoring',
      kind: 'process',
      parentId: 'cluster',
      mappedBy: 'none',
      entity: undefined,
      findings: { open: 2, total: 2, worst: 'medium' },
    }),
    element({
      id: 'keys',
      name: 'Signing keys',
      kind: 'datastore',
      parentId: 'vault',
      findings: { open: 1, total: 3, worst: 'critical' },
    }),
    element({
      id: 'ledger',
      name: 'Ledger',
      kind: 'datastore',
      parentId: 'cluster',
      findings: { open: 1, total: 1 },
    }),
    flow('login', 'Login flow', 'customer', 'api', {
      findings: { open: 1, total: 2, worst: 'high' },
    }),
    flow('webhook', 'Refund webhook', 'bank', 'api', {
      findings: { open: 1, total: 1, worst: 'medium' },
      bidirectional: true,
    }),
    flow('score', 'Order', 'api', 'fraud'),
    flow('sign', 'Signature', 'api', 'keys'),
    flow('book', 'Booking', 'api', 'ledger'),
    flow('lost', 'Flow without an end', 'api', 'gone'),
  ],
};
