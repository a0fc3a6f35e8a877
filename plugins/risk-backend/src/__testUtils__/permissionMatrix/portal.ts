import { endpoints } from '@product-risk/backstage-plugin-risk-common';
import { Knex } from 'knex';
import request from 'supertest';
import { TicketTrackers } from '../../services/tickets/TicketTrackers';
import { ApiOptions, startApi } from '../startApi';
import { writeSide } from '../writeSide';
import { EndpointName, matrixCalls, matrixPath } from './calls';
import { MatrixProduct, SECOND_SIGNERS } from './world';

/**
 * The API over the products of the matrix. What files bring in stands still
 * and answers as if it had been done; everything else is the real thing.
 */
export async function startMatrixPortal(
  trx: Knex.Transaction,
  { sourceId, importId }: MatrixProduct,
  options: Omit<ApiOptions, 'write' | 'trackers' | 'config'>,
) {
  const { risks, raised } = writeSide(trx);
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
    write: { risks, raised },
    trackers,
  });
  const imported = { importId, sourceId };
  api.ingest.importUpload.mockResolvedValue(imported);
  api.ingest.importPush.mockResolvedValue(imported);
  api.ingest.refresh.mockResolvedValue(imported);
  api.ingest.resolve.mockResolvedValue(imported);
  api.ingest.preview.mockResolvedValue({
    proposed: [],
    mapped: [],
    unmapped: [],
    categories: { suggested: [] },
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
