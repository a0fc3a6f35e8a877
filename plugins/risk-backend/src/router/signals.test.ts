import { changeBucketOf } from '@product-risk/backstage-plugin-risk-common';
import request from 'supertest';
import { createTestDatabases } from '../__testUtils__/databases';
import { startApi } from '../__testUtils__/startApi';
import {
  API,
  bytesOf,
  mirror,
  organisation,
  PAY,
  risksOf,
  WriteSide,
  writeSide,
} from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const ANN = 'user:default/ann';

describe.each(databases.ids)('signals (%s)', id => {
  let side: WriteSide;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeEach(async () => {
    side = writeSide(await databases.migrated(id));
    await mirror(side.knex, organisation);
    api = await startApi(side.knex, {
      permissions: { [ANN]: ['risk.read', 'risk.import', 'risk.risk.rate'] },
      write: { ...side },
    });
  });

  const upload = (path = '', content = bytesOf({ findings: [{ key: 'a' }] })) =>
    request(api.app)
      .post(
        `/entities/component/default/pay-api/imports${path}?fileName=a.json`,
      )
      .set('authorization', api.headers.user('ann'))
      .set('content-type', 'application/octet-stream')
      .send(Buffer.from(content));
  const rate = async () => {
    const [risk] = await risksOf(side.knex, PAY);
    return request(api.app)
      .post(`/risks/${risk.id}/ratings`)
      .set('authorization', api.headers.user('ann'))
      .send({ likelihood: 2, impact: 2, comment: '' });
  };

  it('tell everybody that an import changed something, and nothing of what', async () => {
    await upload().expect(200);

    expect(api.signals.publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'risk',
          message: { buckets: [changeBucketOf(API), changeBucketOf(PAY)] },
        },
      ],
    ]);
    expect(JSON.stringify(api.signals.publish.mock.calls)).not.toContain('pay');
  });

  it('say nothing at all about where a judgement belongs', async () => {
    await upload().expect(200);
    api.signals.publish.mockClear();
    expect((await rate()).status).toBe(200);
    expect(api.signals.publish).toHaveBeenCalledWith(
      expect.objectContaining({ message: {} }),
    );
  });

  it('are not sent for what was refused, failed, previewed or read', async () => {
    await upload('', Buffer.from('{')).expect(422);
    await upload('/preview').expect(200);
    await request(api.app)
      .post('/entities/component/default/pay-api/imports?fileName=a.json')
      .set('authorization', api.headers.user('stranger'))
      .expect(403);
    await request(api.app)
      .get('/entities/component/default/pay-api')
      .set('authorization', api.headers.user('ann'))
      .expect(200);
    expect(api.signals.publish).not.toHaveBeenCalled();
  });

  it('fail without failing whoever wrote', async () => {
    api.signals.publish.mockRejectedValue(new Error('no events here'));
    await upload().expect(200);
  });
});
