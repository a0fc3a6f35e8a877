import { createMockDirectory } from '@backstage/backend-test-utils';
import { filesBeside } from './history';

describe('filesBeside', () => {
  const directory = createMockDirectory();

  it('finds the versions of a file by the day in their names', async () => {
    directory.setContent({
      'threat-model.json': 'now',
      'other.json': 'now',
      history: {
        '2026-08-31.threat-model.json': 'first',
        '2026-09-28.threat-model.json': 'second',
        '2026-09-28.other.json': 'of another file',
        '2026-99-99.threat-model.json': 'no day',
        'notes.txt': 'no version',
      },
    });
    const versions = await filesBeside.versionsOf(
      `file:${directory.resolve('threat-model.json')}`,
    );
    expect(
      await Promise.all(
        versions.map(async ({ asOf, fileName, read }) => [
          asOf.toISOString(),
          fileName,
          String(await read()),
        ]),
      ),
    ).toEqual([
      ['2026-08-31T00:00:00.000Z', '2026-08-31.threat-model.json', 'first'],
      ['2026-09-28T00:00:00.000Z', '2026-09-28.threat-model.json', 'second'],
    ]);
  });

  it('knows nothing of files without a folder, nor of URLs', async () => {
    directory.setContent({ 'threat-model.json': 'now' });
    for (const location of [
      `file:${directory.resolve('threat-model.json')}`,
      'https://example.com/threat-model.json',
    ]) {
      expect(await filesBeside.versionsOf(location)).toEqual([]);
    }
  });
});
