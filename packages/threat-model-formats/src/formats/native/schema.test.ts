import Ajv from 'ajv';
import fc from 'fast-check';
import { readFileSync } from 'fs';
import { resolve } from 'path';
import { parse } from 'yaml';
import { anyModel } from '../../export/__testUtils__/anyModel';
import { nativeValue } from '../../export/native/writeNative';
import {
  elementKinds,
  knownKeys,
  mitigationStates,
  modelKinds,
  NativeObject,
  nativeSchemaUrl,
  nativeVersion,
  severityWords,
  statusWords,
  treatmentKinds,
} from './vocabulary';

const schema = JSON.parse(
  readFileSync(resolve(__dirname, '../../../product-risk.schema.json'), 'utf8'),
);
const { definitions } = schema;
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  schema,
);
const objects = Object.keys(knownKeys).filter(
  (name): name is NativeObject => name in knownKeys,
);
const valid = (value: unknown) => {
  validate(value);
  return validate.errors ?? [];
};

describe('product-risk.schema.json', () => {
  it.each(objects)('has the keys that the importer knows of %s', name => {
    expect(Object.keys(definitions[name].properties).sort()).toEqual(
      [...knownKeys[name]].sort(),
    );
    expect(definitions[name].additionalProperties).toBe(false);
  });

  it('has the words that the importer knows', () => {
    expect(definitions.threat.properties.severity.enum).toEqual(severityWords);
    expect(definitions.threat.properties.status.enum).toEqual(statusWords);
    expect(definitions.mitigation.properties.state.enum).toEqual(
      mitigationStates,
    );
    expect(definitions.element.properties.kind.enum).toEqual(elementKinds);
    expect(definitions.option.properties.kind.enum).toEqual(treatmentKinds);
    expect(definitions.model.properties.kind.enum).toEqual(modelKinds);
    expect(definitions.model.properties.productRisk.enum).toContain(
      nativeVersion,
    );
    expect(schema.$id).toBe(nativeSchemaUrl);
  });

  it('accepts the fixture', () => {
    const text = readFileSync(
      resolve(__dirname, '../../__fixtures__/bookshop.product-risk.yaml'),
      'utf8',
    );
    expect(valid(parse(text))).toEqual([]);
  });

  it('accepts every model that is written', () => {
    fc.assert(
      fc.property(anyModel, model => {
        const value = JSON.parse(JSON.stringify(nativeValue(model)));
        expect(valid(value)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    { title: 'No version' },
    { productRisk: '1' },
    { productRisk: '1', title: 'x', threads: [] },
    { productRisk: '1', title: 'x', threats: [{ id: 't' }] },
    {
      productRisk: '1',
      title: 'x',
      threats: [{ id: 't', title: 't', status: 'done' }],
    },
    {
      productRisk: '1',
      title: 'x',
      threats: [{ id: 't', title: 't', rating: { likelihood: 1 } }],
    },
    {
      productRisk: '1',
      title: 'x',
      elements: [{ id: 'e', entity: 'orders' }],
    },
    {
      productRisk: '1',
      title: 'x',
      options: [{ id: 'o', kind: 'avoid', title: 'o', cost: { once: -1 } }],
    },
  ])('marks the fault in %j', value => {
    expect(valid(value)).not.toEqual([]);
  });
});
