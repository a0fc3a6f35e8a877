import { defineEndpoint } from '../endpoint';
import {
  findingDetailSchema,
  idParamsSchema,
  triageSchema,
  verificationSchema,
} from '../schemas';
import { notFound } from './errors';

/** Findings and what people say of them. */
export const findingEndpoints = {
  getFinding: defineEndpoint({
    method: 'get',
    path: '/findings/:id',
    tag: 'Findings',
    summary: 'A finding with its whole provenance and history',
    params: idParamsSchema,
    response: findingDetailSchema,
    errors: notFound,
  }),
  triageFinding: defineEndpoint({
    method: 'post',
    path: '/findings/:id/triage',
    tag: 'Findings',
    summary: 'Leave a finding out, or bring it back',
    params: idParamsSchema,
    body: triageSchema,
    response: findingDetailSchema,
    errors: notFound,
  }),
  verifyMitigation: defineEndpoint({
    method: 'post',
    path: '/mitigations/:id/verification',
    tag: 'Findings',
    summary: 'Attach evidence that a mitigation is in place, or withdraw it',
    params: idParamsSchema,
    body: verificationSchema,
    response: findingDetailSchema,
    errors: notFound,
  }),
};
