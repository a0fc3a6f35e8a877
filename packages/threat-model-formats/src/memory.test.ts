import { setFlagsFromString } from 'v8';
import { runInNewContext } from 'vm';
import { bytesOf } from './__fixtures__';
import { corpus } from './__testUtils__/corpus';
import { largeFiles, writtenTo } from './__testUtils__/largeFiles';
import { repeatItems, valueOf } from './__testUtils__/mutations';
import { formats } from './formats';
import { readThreatModels } from './readThreatModels';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes that are in use: what nobody needs any more is collected first. */
function inUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const SIZE = 1_000_000;

/**
 * A large file of each syntax, with texts as people and tools write them, and
 * the examples of the other formats many times over. Whoever writes nothing but
 * short values needs more: such files are bounded by counts.
 */
const files = [
  ...largeFiles.map(({ name, write }) => ({
    name,
    text: writtenTo(SIZE, write),
  })),
  ...Object.entries(corpus)
    .filter(([id]) => !largeFiles.some(({ format }) => format === id))
    .flatMap(([id, texts]) =>
      texts.flatMap((text, index) => {
        const value = valueOf(text);
        const times = Math.ceil(SIZE / 4 / text.length);
        const large = JSON.stringify(repeatItems(value, times));
        // Some say nothing in lists.
        return value === undefined || large.length < 10 * text.length
          ? []
          : { name: `${id}, example ${index + 1}`, text: large };
      }),
    ),
];

it('covers every format', () => {
  const covered = files.map(({ text }) =>
    readThreatModels({ bytes: bytesOf(text), fileName: 'large' }),
  );
  expect(new Set(covered.map(({ format }) => format))).toEqual(
    new Set(formats.map(({ id }) => id)),
  );
});

describe('a large file', () => {
  it.each(files)('holds at most ten times its size: $name', ({ text }) => {
    const bytes = bytesOf(text);
    let most = 0;
    const note = () => {
      most = Math.max(most, inUse());
    };
    // The most is held when all of the document was parsed and all of the
    // result was made of it.
    const measured = formats.map(format => ({
      ...format,
      parse: (document: Parameters<typeof format.parse>[0]) => {
        note();
        const models = format.parse(document);
        note();
        return models;
      },
    }));
    const before = inUse();

    const { models } = readThreatModels(
      { bytes, fileName: 'large' },
      { formats: measured },
    );

    expect(models.length).toBeGreaterThan(0);
    expect((most - before) / bytes.length).toBeLessThan(10);
  });
});
