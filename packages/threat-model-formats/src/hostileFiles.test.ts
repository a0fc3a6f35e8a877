import { existsSync } from 'fs';
import { Socket } from 'net';
import fc from 'fast-check';
import { bytesOf } from './__fixtures__';
import { corpus } from './__testUtils__/corpus';
import {
  changedBytes,
  changedStructure,
  markup,
  repeatItems,
  sizeOf,
  valueOf,
  withWords,
} from './__testUtils__/mutations';
import { problemsIn } from './__testUtils__/problemsIn';
import { inherited } from './__testUtils__/prototypes';
import { addresses, watchReach } from './__testUtils__/reach';
import { readOrRefuse as read } from './__testUtils__/readOrRefuse';
import { watched } from './__testUtils__/watched';
import { formats } from './formats';
import { Cursor } from './reading/Cursor';
import { readThreatModels } from './readThreatModels';

/** One seed for all, so that a failure is the same everywhere. */
const seeded = { seed: 20_260_415 };

/** Members that were looked at while reading: the work that grows with a file. */
function stepsOf(value: unknown, formatHint: string): number {
  const steps = jest.spyOn(Cursor.prototype, 'get');
  try {
    read(bytesOf(JSON.stringify(value)), formatHint);
    return steps.mock.calls.length;
  } finally {
    steps.mockRestore();
  }
}

/**
 * Whatever is read meanwhile: it adds nothing to what all objects have, and
 * asks neither the network nor the disk.
 */
function expectHarmless(reading: () => void): void {
  const before = inherited();
  const reach = watchReach();
  try {
    reading();
    expect(reach.asked()).toEqual([]);
    expect(inherited()).toEqual(before);
  } finally {
    reach.stop();
  }
}

describe.each(formats.map(({ id }) => id))('a hostile file of %s', id => {
  const texts = corpus[id] ?? [];
  it('starts from sound ones', () => {
    expect(texts.length).toBeGreaterThan(0);
    for (const content of texts) {
      const { format, models } = readThreatModels({
        bytes: bytesOf(content),
        fileName: 'f',
      });
      expect(format).toBe(id);
      expect(models.flatMap(problemsIn)).toEqual([]);
    }
  });

  it('is read or refused, whatever happened to its bytes', () => {
    expectHarmless(() => {
      fc.assert(
        fc.property(
          changedBytes(texts),
          fc.constantFrom(undefined, id),
          (bytes, formatHint) => {
            expect(read(bytes, formatHint).flatMap(problemsIn)).toEqual([]);
          },
        ),
        { ...seeded, numRuns: 100 },
      );
    });
  });

  it('lets no markup through, in whichever text it is', () => {
    expectHarmless(() => {
      for (const content of texts.flatMap(text =>
        withWords(text, `x ${markup}`),
      )) {
        expect(read(bytesOf(content), id).flatMap(problemsIn)).toEqual([]);
      }
    });
  });

  it('leads nowhere, whichever text of it is an address', () => {
    expectHarmless(() => {
      const changed = addresses.flatMap(address =>
        texts.flatMap(text => withWords(text, address)),
      );
      const found = changed.map(content => read(bytesOf(content), id));
      expect(found.flat().flatMap(problemsIn)).toEqual([]);
      expect(found.some(models => models.length > 0)).toBe(true);
    });
  });

  const structured = texts.filter(content => valueOf(content) !== undefined);
  if (structured.length > 0) {
    it('is read or refused, whatever happened to its structure', () => {
      expectHarmless(() => {
        fc.assert(
          fc.property(changedStructure(structured), content => {
            expect(read(bytesOf(content), id).flatMap(problemsIn)).toEqual([]);
          }),
          { ...seeded, numRuns: 150 },
        );
      });
    });

    it('takes work and gives a result in proportion to its size', () => {
      for (const value of structured.map(valueOf)) {
        const large = repeatItems(value, 20);
        const perValue = stepsOf(value, id) / sizeOf(value);
        expect(stepsOf(large, id) / sizeOf(large)).toBeLessThan(
          2 * perValue + 5,
        );
        const bytes = bytesOf(JSON.stringify(large));
        const result = JSON.stringify(read(bytes, id));
        expect(result.length).toBeLessThan(10 * bytes.length + 50_000);
      }
    });
  }
});

describe('what watches the hostile files', () => {
  it('stops what hangs', () => {
    expect(() =>
      watched(
        () => {
          for (;;);
        },
        { patienceMs: 50 },
      ),
    ).toThrow(/timed out/);
  });

  it('sees what is asked of the network and of the disk', () => {
    const reach = watchReach();
    try {
      expect(reach.asked()).toEqual([]);
      expect(() => fetch('http://example.com')).toThrow(/network/);
      expect(() => new Socket().connect(9)).toThrow(/network/);
      expect(existsSync(addresses[3])).toBe(false);
      expect(reach.asked()).toEqual(['fetch', 'connect', addresses[3]]);
    } finally {
      reach.stop();
    }
  });

  it('sees what all objects were given', () => {
    const before = inherited();
    const polluted: object = Object.prototype;
    Reflect.set(polluted, 'isAdmin', true);
    try {
      expect(inherited()).not.toEqual(before);
    } finally {
      Reflect.deleteProperty(polluted, 'isAdmin');
    }
    expect(inherited()).toEqual(before);
  });
});
