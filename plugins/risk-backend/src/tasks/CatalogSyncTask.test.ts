import { mockServices } from '@backstage/backend-test-utils';
import { CatalogSyncTask } from './CatalogSyncTask';

const unchanged = {
  seen: 6,
  changed: 0,
  moved: 0,
  missing: 0,
  restored: 0,
  reannotated: 0,
};
const readSources = jest.fn(async () => {});

beforeEach(() => readSources.mockClear());

describe('CatalogSyncTask', () => {
  it('says what changed', async () => {
    const logger = mockServices.logger.mock();
    const sync = async () => ({ ...unchanged, changed: 2, moved: 1 });
    await new CatalogSyncTask({ mirror: { sync }, readSources, logger }).run();
    expect(logger.info).toHaveBeenCalledWith(
      'The catalog is mirrored: 6 entities, 2 changed, 1 in another product, 0 missing, 0 restored',
    );
  });

  it('is quiet when nothing did', async () => {
    const logger = mockServices.logger.mock();
    const sync = async () => unchanged;
    await new CatalogSyncTask({ mirror: { sync }, readSources, logger }).run();
    expect(logger.info).not.toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('outlives a catalog that is down, says so, and tries again', async () => {
    const logger = mockServices.logger.mock();
    const sync = jest
      .fn()
      .mockRejectedValueOnce(new Error('connect ECONNREFUSED'))
      .mockResolvedValueOnce({ ...unchanged, changed: 6 });
    const task = new CatalogSyncTask({ mirror: { sync }, readSources, logger });

    await task.run();
    expect(logger.warn).toHaveBeenCalledWith(
      'The catalog could not be mirrored; nothing changed, and the next run tries again: Error: connect ECONNREFUSED',
    );
    await task.run();
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('has threat models read once they are named and entities have their products', async () => {
    const logger = mockServices.logger.mock();
    const sync = jest
      .fn()
      .mockResolvedValueOnce({ ...unchanged, changed: 2 })
      .mockResolvedValueOnce({ ...unchanged, changed: 2, reannotated: 1 })
      .mockResolvedValueOnce({ ...unchanged, changed: 1, moved: 1 })
      .mockResolvedValueOnce({ ...unchanged, changed: 1 })
      .mockResolvedValue(unchanged);
    const task = new CatalogSyncTask({ mirror: { sync }, readSources, logger });

    for (const _ of ['nothing is named', 'one is', 'one moves']) {
      await task.run();
      expect(readSources).not.toHaveBeenCalled();
    }
    await task.run();
    await task.run();
    expect(readSources).toHaveBeenCalledTimes(1);
  });
});
