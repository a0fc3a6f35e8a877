import { corpus } from '../../__testUtils__/corpus';
import { createTestDatabases } from '../../__testUtils__/databases';
import { exportSide, stateOf } from '../../__testUtils__/exportSide';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const texts = Object.entries(corpus).flatMap(([format, files]) =>
  files.map((content, index) => ({ format, number: index + 1, content })),
);

describe.each(databases.ids)(
  'what is taken out and imported again (%s)',
  id => {
    let portal: Awaited<ReturnType<typeof exportSide>>;

    beforeAll(async () => {
      portal = await exportSide(await databases.migrated(id));
    });
    afterAll(() => portal.side.knex.destroy());

    it.each(texts)(
      'changes nothing: $format, file $number',
      async ({ format, number, content }) => {
        const { side, upload, takeAll } = portal;
        const name = `${format}-${number}`;
        const { sourceId, counts: first } = await upload(name, content);
        const before = await stateOf(side.knex);

        const again = await upload(name, await takeAll(sourceId, 'native'));

        expect(again.counts).toEqual({
          status: 'applied',
          created: 0,
          changed: 0,
          reopened: 0,
          absent: 0,
          unchanged: first.created,
        });
        expect(await stateOf(side.knex)).toEqual(before);
      },
    );

    it.each(
      (['otm', 'threat-dragon-v2'] as const).flatMap(format =>
        corpus[format].map((content, index) => ({
          format,
          number: index + 1,
          content,
        })),
      ),
    )(
      'keeps every finding in the format it came in: $format, file $number',
      async ({ format, number, content }) => {
        const { upload, takeAll } = portal;
        const name = `own-${format}-${number}`;
        const { sourceId } = await upload(name, content);

        const { counts } = await upload(name, await takeAll(sourceId, format));

        expect(counts).toMatchObject({ created: 0, reopened: 0, absent: 0 });
      },
    );
  },
);
