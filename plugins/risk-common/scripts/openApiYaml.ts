import { stringify } from 'yaml';
import { createOpenApiDocument } from '../src/api/openapi';

/** The OpenAPI document as it is checked in; for development only. */
export const openApiYaml = () =>
  `# Generated from the endpoint table by "yarn openapi"; do not edit.\n${stringify(
    createOpenApiDocument(),
    { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true },
  )}`;
