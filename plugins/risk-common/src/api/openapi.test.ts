import { readFileSync } from 'fs';
import { resolve } from 'path';
import { endpoints } from './endpoints';
import { createOpenApiDocument } from './openapi';
import { openApiYaml } from '../../scripts/openApiYaml';

describe('the OpenAPI document', () => {
  it('is checked in as it is generated (run "yarn openapi" to update)', () => {
    const checkedIn = readFileSync(
      resolve(__dirname, '../../openapi.yaml'),
      'utf8',
    );

    expect(checkedIn).toBe(openApiYaml());
  });

  it('describes every endpoint once', () => {
    const { paths } = createOpenApiDocument();
    const operationIds = Object.values(paths as Record<string, object>).flatMap(
      path =>
        Object.values(path as Record<string, { operationId: string }>).map(
          ({ operationId }) => operationId,
        ),
    );

    expect(operationIds.sort()).toEqual(Object.keys(endpoints).sort());
  });
});
