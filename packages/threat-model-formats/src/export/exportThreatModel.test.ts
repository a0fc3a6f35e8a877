import {
  bytesOf,
  dragonWith,
  otmWith,
  readFixture,
  readModel,
} from '../__fixtures__';
import { corpus } from '../__testUtils__/corpus';
import { formats } from '../formats';
import { ThreatModel } from '../model';
import { readThreatModels } from '../readThreatModels';
import { comparable } from './__testUtils__/comparable';
import {
  exportFormats,
  exportThreatModel,
  heldBy,
  lostBy,
} from './exportThreatModel';

const fixtures = [
  'bookshop.threat-dragon-v1.json',
  'bookshop.threat-dragon-v2.json',
  'bookshop.otm.yaml',
  'bookshop.threagile.yaml',
  'bookshop.product-risk.yaml',
];

const codes = (lost: { code: string }[]) => lost.map(({ code }) => code);

const readExport = (text: string): ThreatModel => {
  const { models } = readThreatModels({
    bytes: bytesOf(text),
    fileName: 'exported',
  });
  expect(models).toHaveLength(1);
  return models[0];
};

describe('converting', () => {
  it.each(fixtures)('%s to the native format loses nothing', fixture => {
    const model = readFixture(fixture);
    const { text, lost } = exportThreatModel(model, 'native');

    expect(lost).toEqual([]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=https:/);
    const converted = readExport(text);
    expect(converted.format).toBe('native');
    expect(comparable(converted, { ids: true })).toEqual(
      comparable(model, { ids: true }),
    );
    expect(
      converted.warnings.filter(({ code }) => code === 'unknown-key'),
    ).toEqual([]);
  });

  it.each(
    fixtures.flatMap(fixture =>
      (['otm', 'threat-dragon-v2'] as const).map(
        format => [fixture, format] as const,
      ),
    ),
  )(
    '%s to %s keeps findings, severities and what was done',
    (fixture, format) => {
      const model = readFixture(fixture);
      const { text } = exportThreatModel(model, format);

      const converted = readExport(text);
      expect(converted.format).toBe(format);
      expect(comparable(converted, { ids: false })).toEqual(
        comparable(heldBy(format, model), { ids: false }),
      );
      expect(converted.findings).toHaveLength(model.findings.length);
      expect(converted.findings.map(({ severity }) => severity).sort()).toEqual(
        model.findings.map(({ severity }) => severity).sort(),
      );
    },
  );

  it.each(formats.map(({ id }) => id))(
    '%s to every format loses no finding',
    id => {
      for (const text of corpus[id]) {
        const { models } = readThreatModels({
          bytes: bytesOf(text),
          fileName: 'model',
          formatHint: id,
        });
        for (const model of models) {
          const converted = readExport(exportThreatModel(model, 'native').text);
          expect(comparable(converted, { ids: true })).toEqual(
            comparable(model, { ids: true }),
          );
          for (const format of ['otm', 'threat-dragon-v2'] as const) {
            expect(
              readExport(exportThreatModel(model, format).text).findings,
            ).toHaveLength(model.findings.length);
          }
        }
      }
    },
  );

  it('keeps the identity of findings where a model stays in its format', () => {
    for (const [fixture, format] of [
      ['bookshop.threat-dragon-v2.json', 'threat-dragon-v2'],
      ['bookshop.otm.yaml', 'otm'],
      ['bookshop.product-risk.yaml', 'native'],
    ] as const) {
      const model = readFixture(fixture);
      const again = readExport(exportThreatModel(model, format).text);
      expect(again.findings.map(({ key }) => key).sort()).toEqual(
        model.findings.map(({ key }) => key).sort(),
      );
    }
  });
});

describe('what a format cannot hold', () => {
  it('is listed with a sentence for each target', () => {
    for (const { id } of exportFormats) {
      const losses = lostBy(id);
      expect(new Set(codes(losses)).size).toBe(losses.length);
      losses.forEach(({ message }) => expect(message).toMatch(/[a-z].*\.$/));
    }
    expect(lostBy('native')).toEqual([]);
    expect(codes(lostBy('otm'))).toContain('treatment-options');
    expect(codes(lostBy('threat-dragon-v2'))).toContain('mitigation-texts');
    expect(codes(lostBy('csv'))).toContain('structure');
  });

  it('is said only of what the model has', () => {
    const plain = readModel(
      dragonWith([
        { id: 't', title: 'Threat', severity: 'High', status: 'Open' },
      ]),
    );
    expect(lostBy('threat-dragon-v2', plain)).toEqual([]);
    expect(codes(lostBy('otm', plain))).toEqual([
      'components-without-zone',
      'severity-words',
    ]);

    const rich = readFixture('bookshop.product-risk.yaml');
    expect(codes(lostBy('otm', rich))).toEqual(
      expect.arrayContaining([
        'treatment-options',
        'acceptance-requests',
        'ratings',
        'tickets',
        'reasons',
        'out-of-scope',
        'further-elements',
      ]),
    );
    expect(codes(lostBy('threat-dragon-v2', rich))).toEqual(
      expect.arrayContaining([
        'treatment-options',
        'updated',
        'mitigation-texts',
        'in-progress',
        'model-threats',
        'definitions',
      ]),
    );
  });

  it('never turns a threat that is dealt with into an open one', () => {
    const model = readModel({
      productRisk: '1',
      title: 'Shop',
      threats: [{ id: 't', title: 'Threat', status: 'mitigated' }],
    });
    for (const format of ['otm', 'threat-dragon-v2'] as const) {
      const { text, lost } = exportThreatModel(model, format);
      expect(codes(lost)).toContain('model-threats');
      expect(readExport(text).findings[0]).toMatchObject({
        status: 'mitigated',
        elementIds: ['the-whole-model'],
      });
    }
  });

  it('keeps words that nobody knows', () => {
    const unknown = readModel(
      otmWith({
        components: [
          { id: 'api', name: 'API', threats: [{ threat: 't', state: 'odd' }] },
        ],
        threats: [{ id: 't', name: 'Threat' }],
      }),
    );
    for (const format of ['native', 'otm', 'threat-dragon-v2'] as const) {
      const [finding] = readExport(
        exportThreatModel(unknown, format).text,
      ).findings;
      expect(finding).toMatchObject({ status: 'unknown', statusRaw: 'odd' });
    }
  });
});
