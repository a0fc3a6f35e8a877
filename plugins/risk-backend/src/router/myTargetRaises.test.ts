import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import {
  FINANCE,
  FINN,
  INES,
  raiseApi,
  seedPay,
  WHY,
} from '../__testUtils__/raiseApi';
import { seedOwners } from '../__testUtils__/seedOrganisation';
import { PAY } from '../__testUtils__/writeSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.ids)('a raise of a target (%s)', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.migrated(id);
    await seedPay(knex);
  });

  afterEach(async () => {
    await knex.destroy();
  });

  async function start(more?: Parameters<typeof raiseApi>[1]) {
    const api = await raiseApi(knex, more);
    return {
      ...api,
      told: async () => {
        api.notifications.send.mockClear();
        await api.decisions.digests.run();
        return api.notifications.send.mock.calls.map(
          ([{ recipients, payload }]: [NotificationSendOptions]) => ({
            to: recipients.type === 'entity' && recipients.entityRef,
            says: payload.description,
            link: payload.link,
          }),
        );
      },
    };
  }

  it('is listed for who signs it and for who asked, with whom it waits for', async () => {
    const api = await start();
    const raise = await api.raised();

    const line = {
      id: raise,
      product: { ref: PAY },
      before: 100_000,
      after: 120_000,
      reason: WHY,
      by: { ref: INES },
      signer: { ref: FINANCE },
    };
    expect(await api.mine('finn')).toEqual({
      waitingForMe: [
        expect.objectContaining({
          maySign: { allowed: true },
          mayReject: true,
        }),
      ],
      askedByMe: [],
      answered: [],
      truncated: false,
    });
    expect((await api.mine('finn')).waitingForMe).toMatchObject([line]);
    expect(await api.mine('ines')).toMatchObject({
      waitingForMe: [],
      askedByMe: [{ ...line, maySign: { allowed: false }, mayReject: true }],
      answered: [],
    });
    expect(await api.mine('olaf')).toMatchObject({
      waitingForMe: [line],
      askedByMe: [],
    });
    expect(await api.mine('omar')).toMatchObject({
      waitingForMe: [],
      askedByMe: [],
    });
  });

  it('stays among the requests of who asked for 90 days after the answer', async () => {
    const api = await start();
    await api.reject(await api.raised()).expect(200);

    expect(await api.mine('finn')).toMatchObject({ waitingForMe: [] });
    const { askedByMe, answered } = await api.mine('ines');
    expect(askedByMe).toEqual([]);
    expect(answered).toMatchObject([
      {
        product: { ref: PAY },
        after: 120_000,
        outcome: 'rejected',
        answeredBy: { ref: FINN },
        reason: 'they showed me the plan',
      },
    ]);
    expect((await api.mine('olaf')).answered).toEqual([]);

    api.clock.now = new Date('2027-02-23T12:00:00.000Z');
    expect((await api.mine('ines')).answered).toEqual([]);
  });

  it('says of a signed one who signed, and of one replaced that it was', async () => {
    const api = await start();
    await api.sign(await api.raised()).expect(200);
    await api.set(130_000, 120_000).expect(200);
    api.clock.now = new Date('2026-11-25T12:00:00.000Z');
    await api.set(90_000, 120_000).expect(200);

    expect((await api.mine('ines')).answered).toMatchObject([
      { outcome: 'withdrawn', after: 130_000, answeredBy: { ref: INES } },
      { outcome: 'signed', after: 120_000, answeredBy: { ref: FINN } },
    ]);
  });

  it('is shown with no product that the reader may not see', async () => {
    const api = await start({ confidential: { [PAY]: INES } });
    await api.raised();
    expect((await api.mine('finn')).waitingForMe).toEqual([]);
  });

  it('waits for nobody once the product has another owner', async () => {
    const api = await start();
    await api.raised();
    await knex('product').update({ owner_ref: 'group:default/heirs' });
    await seedOwners(knex, 'group:default/heirs', []);

    expect((await api.mine('finn')).waitingForMe).toEqual([]);
    expect((await api.mine('ines')).askedByMe).toMatchObject([
      {
        maySign: { reason: expect.stringContaining('another owner since') },
        mayReject: false,
      },
    ]);
    expect(await api.told()).toEqual([]);
  });

  it('waits for nobody who never decides', async () => {
    const api = await start({
      config: { policy: { fallbackSigner: FINANCE, neverAccept: [FINANCE] } },
    });
    await api.raised();
    expect((await api.mine('finn')).waitingForMe).toEqual([]);
  });

  it('is told to who signs it, once, and the answer to who asked', async () => {
    const api = await start();
    const raise = await api.raised();

    expect(await api.told()).toEqual([
      {
        to: FINANCE,
        says: '1 raise of a target waits for your signature.',
        link: '/risk/my-products',
      },
    ]);
    expect(await api.told()).toEqual([]);

    await api.sign(raise).expect(200);
    expect(await api.told()).toEqual([
      {
        to: INES,
        says: '1 raise of a target that you asked for was signed.',
        link: '/risk/my-requests',
      },
    ]);
    expect(await api.told()).toEqual([]);
  });

  it('is told anew when another is asked for, and its end where others ended it', async () => {
    const api = await start();
    await api.raised();
    await api.told();
    const { body } = await api.set(130_000, 100_000).expect(200);
    expect((await api.told()).map(({ to }) => to)).toEqual([FINANCE]);

    await api.reject(body.awaiting.id, 'ines').expect(200);
    expect(await api.told()).toEqual([]);

    const again = await api.set(140_000, 100_000).expect(200);
    await api.reject(again.body.awaiting.id, 'olaf').expect(200);
    expect(await api.told()).toEqual([
      {
        to: INES,
        says: '1 raise of a target that you asked for was taken back by another owner.',
        link: '/risk/my-requests',
      },
    ]);
  });

  it('that fails does not keep the others from being told', async () => {
    const api = await start();
    const raise = await api.raised();
    jest
      .spyOn(api.accountability, 'ownerOf')
      .mockRejectedValueOnce(new Error('bad row'));
    api.auditor.createEvent.mockClear();

    expect(await api.told()).toEqual([]);
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ eventId: 'notify', meta: { raiseId: raise } }),
    );
    expect((await api.told()).map(({ to }) => to)).toEqual([FINANCE]);
  });

  it('makes open pages of its product read again', async () => {
    const api = await start();
    const raise = await api.raised();
    api.signals.publish.mockClear();
    await api.sign(raise).expect(200);
    expect(api.signals.publish).toHaveBeenCalledTimes(1);
  });
});
