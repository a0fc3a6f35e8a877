import { createOpenApiDocument } from '@product-risk/backstage-plugin-risk-common';
import { Router } from 'express';

/** The description of this API, which holds nothing but its shape. */
export function registerOpenApi(router: Router): void {
  const document = createOpenApiDocument();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
}
