import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { TicketTrackers } from '../../services/tickets/TicketTrackers';
import { ApiOptions, startApi } from '../startApi';
import { EndpointName, matrixCalls, matrixPath } from './calls';
import { annotatedFile } from './files';
import {
  MatrixProduct,
  matrixWriteSide,
  PRODUCTS,
  SECOND_SIGNERS,
} from './world';

/**
 * The API over the products of the matrix. Only the tracker of tickets, which
 * is another system, is played.
 */
export async function startMatrixPortal(
  trx: Knex.Transaction,
  options: Omit<ApiOptions, 'write' | 'trackers' | 'config'>,
) {
  const side = matrixWriteSide(trx);
  for (const name of PRODUCTS) side.files.set(...annotatedFile(name));
  const trackers = new TicketTrackers();
  trackers.addTracker({
    id: 'git',
    title: 'Git',
    projectOf: location => location,
    create: async (project, { title }) => ({
      url: `${project}/issues/1`,
      title,
      state: 'open',
    }),
    read: async () => undefined,
  });
  const api = await startApi(trx, {
    ...options,
    config: {
      policy: { fallbackSigner: SECOND_SIGNERS },
      push: {
        subjects: [
          {
            subject: 'external:*',
            sources: ['ci-*'],
            entities: ['component:default/own-*', 'component:default/hidden-*'],
          },
        ],
      },
    },
    write: side,
    trackers,
  });
  return {
    ...api,
    /** Sends the request of an endpoint, and takes back what it did. */
    async ask(
      name: EndpointName,
      product: MatrixProduct,
      authorization: string,
    ) {
      const call = matrixCalls[name](product);
      const pending = request(api.app)
        [endpoints[name].method](matrixPath(name, product, call))
        .set('authorization', authorization);
      await trx.raw('SAVEPOINT cell');
      const response = await (Buffer.isBuffer(call.body)
        ? pending
            .set('content-type', 'application/octet-stream')
            .send(call.body)
        : pending.send(call.body));
      await trx.raw('ROLLBACK TO SAVEPOINT cell');
      return response;
    },
  };
}
