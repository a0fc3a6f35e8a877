import {
  bytesOf,
  dragonWith,
  otmWith,
  readModel,
  refusalOf,
  threagileRisk,
} from './__fixtures__';
import { ThreatModelFormat } from './format';
import { formats } from './formats';
import { readThreatModels } from './readThreatModels';

const model = JSON.stringify(otmWith({}));
const custom = (id: string, key: string): ThreatModelFormat => ({
  id,
  title: `Custom ${id}`,
  detect: ({ value }) =>
    typeof value === 'object' && value !== null && key in value,
  parse: () => [],
});

describe('finding the format', () => {
  it.each([
    ['threat-dragon-v2', dragonWith([])],
    [
      'threat-dragon-v1',
      { summary: {}, detail: { diagrams: [{ diagramJson: { cells: [] } }] } },
    ],
    ['threat-dragon-v1', { summary: {}, detail: { diagrams: [{}] } }],
    ['threat-dragon-v2', { summary: {}, detail: { diagrams: [] } }],
    [
      'threat-dragon-v1',
      { version: '1.6.1', summary: {}, detail: { diagrams: [] } },
    ],
    ['otm', otmWith({})],
    ['otm', [otmWith({})]],
    ['threagile', [threagileRisk()]],
    ['threagile', { technical_assets: {}, data_assets: {} }],
    ['threagile', 'threagile_version: 1.0.0\n'],
    ['sarif', { version: '2.1.0', runs: [] }],
    [
      'sarif',
      {
        $schema: 'https://example.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [],
      },
    ],
    ['cyclonedx', { bomFormat: 'CycloneDX', specVersion: '1.6' }],
    [
      'cyclonedx',
      '<?xml version="1.0"?>\n<!-- made by us -->\n<b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.4"/>',
    ],
    [
      'openvex',
      { '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] },
    ],
    [
      'tm7',
      '<t:ThreatModel xmlns:t="http://schemas.datacontract.org/2004/07/ThreatModeling.Model"/>',
    ],
    ['threagile', { risks: { critical: { unchecked: 1 } } }],
    ['pytm', { findings: [], flows: [], boundaries: [], onDuplicates: 'x' }],
    ['pytm', { findings: [], flows: [], boundaries: [], threatsFile: 'x' }],
    ['threat-composer', { schema: 1, threats: [] }],
    ['threat-composer', { schema: 1, applicationInfo: {} }],
    ['tm-library', { scope: {}, trust_zones: [], data_flows: [] }],
    ['tm-library', { summary: {}, detail: {}, tmBom: { scope: {} } }],
    ['threatcl', 'spec_version = "0.7.0"\nthreatmodel "Shop" {\n}\n'],
    ['threatcl', 'component "control" "c" {\n}\n'],
    ['threatcl', { spec_version: '0.7.0', threatmodel: {} }],
    ['threatcl', [{ author: 'a', name: 'Shop' }]],
    ['threatcl', { threatmodels: [] }],
    ['stride-gpt', { threat_model: [{ 'Threat Type': 'x', Scenario: 'y' }] }],
    [
      'stride-gpt',
      { subsystems: [{ threats: [{ 'Threat Type': 'x', Scenario: 'y' }] }] },
    ],
  ])('knows %s by its content', (format, content) => {
    const bytes = bytesOf(content);
    expect(readThreatModels({ bytes, fileName: 'x.bin' }).format).toBe(format);
  });

  it('refuses content of no format, naming those it knows', () => {
    const refusal = refusalOf({ hello: 'world' });
    expect(refusal.code).toBe('unknown-format');
    formats.forEach(({ id }) => expect(refusal.message).toContain(`"${id}"`));
  });

  it.each(['just some words', '42', '"text"', 'null', '---\n...\n'])(
    'refuses %j, which is no document at all',
    text => {
      expect(refusalOf(text).code).toBe('unknown-format');
    },
  );

  it('refuses content of two formats, naming both', () => {
    const refusal = refusalOf(otmWith({ summary: {}, detail: {} }));
    expect(refusal.code).toBe('ambiguous-format');
    expect(refusal.message).toContain('"threat-dragon-v2"');
    expect(refusal.message).toContain('"otm"');
  });

  it('lets a hint decide', () => {
    const content = otmWith({ summary: {}, detail: {} });
    expect(readModel(content, { formatHint: 'otm' }).format).toBe('otm');
    expect(readModel(content, { formatHint: 'threat-dragon-v2' }).format).toBe(
      'threat-dragon-v2',
    );
  });

  it('refuses a hint it does not know, and one it does not read', () => {
    expect(refusalOf(model, { formatHint: 'visio' }).code).toBe(
      'unknown-format',
    );
    expect(refusalOf(model, { formatHint: 'threatspec' })).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('threatspec'),
    });
  });

  it('refuses a hint that the content contradicts', () => {
    expect(refusalOf([], { formatHint: 'otm', fileName: 'a' }).code).toBe(
      'invalid-structure',
    );
    expect(refusalOf(model, { formatHint: 'threat-dragon-v2' }).code).toBe(
      'invalid-structure',
    );
  });

  it.each([
    ['CycloneDX 2.0', { specFormat: 'CycloneDX', specVersion: '2.0' }],
    ['CycloneDX 2.0', { bomFormat: 'CycloneDX', specVersion: '2.0' }],
    ['CycloneDX 2.0', '<bom xmlns="http://cyclonedx.org/schema/bom/2.0"/>'],
    ['threatspec', { mitigations: [], exposures: [], acceptances: [] }],
    ['TicTaaC', { 'threat-model-name': 'x' }],
  ])('recognises %s and says that it is not read', (title, content) => {
    const refusal = refusalOf(content);
    expect(refusal.code).toBe('unsupported-format');
    expect(refusal.message).toContain(title);
  });

  it('prefers a registered format over the entry of the same id', () => {
    const bytes = bytesOf({ 'threat-model-name': 'x' });
    expect(
      readThreatModels(
        { bytes, fileName: 'x' },
        { formats: [...formats, custom('tictaac', 'threat-model-name')] },
      ).format,
    ).toBe('tictaac');
  });
});
