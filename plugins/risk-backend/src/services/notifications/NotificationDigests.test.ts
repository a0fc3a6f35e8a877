import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { createTestDatabases } from '../../__testUtils__/databases';
import { decisionApi, OWNERS, PAYMENTS } from '../../__testUtils__/decisionApi';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const ENGINEER = 'user:default/engineer';

describe.each(databases.ids)('NotificationDigests (%s)', id => {
  const prepared = async (more: Parameters<typeof decisionApi>[1] = {}) => {
    const knex = await databases.migrated(id);
    const api = await decisionApi(knex, more);
    const told = async () => {
      api.notifications.send.mockClear();
      await api.decisions.digests.run();
      return api.notifications.send.mock.calls.map(
        ([{ recipients, payload }]: [NotificationSendOptions]) => [
          recipients.type === 'entity' && recipients.entityRef,
          payload.title,
          payload.description,
        ],
      );
    };
    const later = (days: number) => {
      api.clock.now = new Date(api.clock.now.getTime() + days * 86_400_000);
    };
    const steps = async (decisionId: string, step: string, body: object) =>
      (await api.as('olive').post(`/decisions/${decisionId}/${step}`, body))
        .status;
    return { ...api, knex, told, later, steps };
  };

  it('tells the owner of all that waits in one notification, and once', async () => {
    const api = await prepared();
    await api.asked();
    await api.asked({ riskIds: [api.riskId('Unsigned webhook')] });

    expect(await api.told()).toEqual([
      [OWNERS, 'Decisions about risk: 2 need you', '2 wait for your decision.'],
    ]);
    await api.decisions.digests.run();
    expect(api.notifications.send).toHaveBeenCalledTimes(1);
    expect(api.notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: OWNERS },
      payload: expect.objectContaining({
        link: '/risk/my-products',
        scope: `risk-decisions:${OWNERS}`,
      }),
    });
  });

  it('leads to the one decision that it is about, on the page of the reader', async () => {
    const api = await prepared();
    const linkTo = async () => {
      await api.told();
      return api.notifications.send.mock.calls[0][0].payload.link;
    };
    const { id: first } = await api.asked();
    expect(await linkTo()).toBe(`/risk/my-products?decision=${first}`);

    await api.steps(first, 'options-request', { reason: 'What else?' });
    expect(await linkTo()).toBe(`/risk/my-requests?decision=${first}`);

    await api.steps(first, 'rejection', { reason: 'Fix it' });
    expect(await linkTo()).toBe(`/risk/my-requests?decision=${first}`);

    const { id: second } = await api.asked({
      riskIds: [api.riskId('Unsigned webhook')],
    });
    await api.steps(second, 'rejection', { reason: 'Fix it as well' });
    expect(await linkTo()).toBe('/risk/my-requests');
  });

  it('names no risk, no product and nobody: not everybody may see them', async () => {
    const api = await prepared();
    await api.asked({ riskIds: [api.riskId('Vault key leak')] });
    const text = JSON.stringify(await api.told());
    expect(text).toContain('1 waits for your decision.');
    expect(text).not.toMatch(/vault|leak|payments-api|stolen|engineer/i);
  });

  it('goes back and forth with whoever asked, and tells of each turn', async () => {
    const api = await prepared();
    const decision = await api.asked();
    await api.told();

    api.later(1);
    await api.steps(decision.id, 'options-request', { reason: 'What else?' });
    expect(await api.told()).toEqual([
      [
        ENGINEER,
        'Decisions about risk: 1 needs you',
        '1 request of yours waits for options that you know.',
      ],
    ]);

    api.later(1);
    await api
      .as('engineer')
      .post(`/decisions/${decision.id}/options`, { options: 'Bind tokens' })
      .expect(200);
    expect((await api.told()).map(([to]) => to)).toEqual([OWNERS]);

    api.later(1);
    await api.steps(decision.id, 'rejection', { reason: 'Fix it instead' });
    expect(await api.told()).toEqual([
      [
        ENGINEER,
        'Decisions about risk: answered',
        '1 request of yours was rejected.',
      ],
    ]);
  });

  it('tells whoever asked that options were chosen instead', async () => {
    const api = await prepared();
    const { id: decisionId } = await api.asked();
    await api.knex('decision').where({ id: decisionId }).update({
      state: 'rejected',
      waiting_for: null,
      chosen_option_ids: '["00000000-0000-4000-8000-000000000001"]',
      decided_by: 'user:default/olive',
      decided_at: api.clock.now.toISOString(),
    });
    expect(await api.told()).toEqual([
      [
        ENGINEER,
        'Decisions about risk: answered',
        '1 request of yours is to be treated instead.',
      ],
    ]);
  });

  it('tells whoever asked of a grant, and the owner before and when it ends', async () => {
    const api = await prepared();
    await api.granted();
    expect(await api.told()).toEqual([
      [
        ENGINEER,
        'Decisions about risk: answered',
        '1 request of yours was granted.',
      ],
    ]);

    // The grant ends on 31 January, 68 days after it was given.
    api.later(53);
    expect(await api.told()).toEqual([]);
    api.later(1);
    expect(await api.told()).toEqual([
      [
        OWNERS,
        'Decisions about risk: 1 needs you',
        '1 acceptance ends within 14 days.',
      ],
    ]);
    api.later(14);
    expect(await api.told()).toMatchObject([
      [OWNERS, expect.anything(), '1 acceptance has ended.'],
    ]);
    expect(await api.told()).toEqual([]);
  });

  it('tells the owner that an acceptance is out of date', async () => {
    const api = await prepared();
    await api.granted();
    await api.told();
    await api
      .knex('risk')
      .where({ id: api.riskId() })
      .update({ exposure: 990_000 });
    expect(await api.told()).toMatchObject([
      [
        OWNERS,
        expect.anything(),
        '1 acceptance is out of date, because its risk changed.',
      ],
    ]);
  });

  it('tells the second signer', async () => {
    const api = await prepared({
      config: {
        policy: {
          limits: [{ owner: OWNERS, points: 1 }],
          fallbackSigner: 'group:default/finance-leads',
        },
      },
    });
    await api.knex('entity').insert({
      ref: 'group:default/finance-leads',
      kind: 'group',
      title: 'Finance leads',
      first_seen: '2026-01-01T00:00:00.000Z',
    });
    const decision = await api.asked();
    await api.told();
    await api.steps(
      decision.id,
      'grant',
      api.granting(await api.read(decision.id)),
    );
    expect(await api.told()).toEqual([
      [
        'group:default/finance-leads',
        'Decisions about risk: 1 needs you',
        '1 waits for your signature.',
      ],
    ]);
  });

  it('tells nobody of what nobody can decide yet', async () => {
    const api = await prepared();
    await api.asked();
    await api
      .knex('product')
      .where({ entity_ref: PAYMENTS })
      .update({ owner_ref: null, proposed_owner_ref: OWNERS });
    expect(await api.told()).toEqual([]);
  });

  it('goes on after a row that is bad, and says so', async () => {
    const api = await prepared();
    const bad = await api.asked();
    await api.asked({ riskIds: [api.riskId('Unsigned webhook')] });
    await api
      .knex('decision')
      .where({ id: bad.id })
      .update({ product_ref: 'system:default/broken' });
    const { ownerOf } = api.accountability;
    jest.spyOn(api.accountability, 'ownerOf').mockImplementation(async refs => {
      if (refs.includes('system:default/broken')) throw new Error('bad row');
      return ownerOf.call(api.accountability, refs);
    });
    api.auditor.createEvent.mockClear();

    expect(await api.told()).toMatchObject([
      [OWNERS, expect.anything(), '1 waits for your decision.'],
    ]);
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({
        eventId: 'notify',
        meta: { decisionId: bad.id },
      }),
    );
  });

  it('tells the others when one cannot be told, and tries that one again', async () => {
    const api = await prepared();
    const decision = await api.asked();
    await api.asked({ riskIds: [api.riskId('Unsigned webhook')] });
    await api.steps(decision.id, 'options-request', { reason: 'What else?' });
    api.auditor.createEvent.mockClear();
    api.notifications.send.mockImplementation(async ({ recipients }) => {
      if (recipients.type === 'entity' && recipients.entityRef === OWNERS) {
        throw new Error('Failed to send notifications: status 503');
      }
    });
    expect(await api.decisions.digests.run()).toBe(1);
    expect(api.auditor.createEvent).toHaveBeenCalledWith(
      expect.objectContaining({ meta: { recipientRef: OWNERS } }),
    );

    api.notifications.send.mockReset();
    expect((await api.told()).map(([to]) => to)).toEqual([OWNERS]);
  });

  it('does without the notifications plugin, and catches up once it is there', async () => {
    const api = await prepared();
    await api.asked();
    api.auditor.createEvent.mockClear();
    api.notifications.send.mockRejectedValue(
      new Error(
        'Failed to send notifications: Error: Request failed with status 404',
      ),
    );
    expect(await api.decisions.digests.run()).toBe(0);
    expect(await api.decisions.digests.run()).toBe(0);
    expect(api.auditor.createEvent).not.toHaveBeenCalled();

    api.notifications.send.mockReset();
    expect((await api.told()).map(([to]) => to)).toEqual([OWNERS]);
  });
});
