import { ExportTarget } from '../target';
import { writeNative } from './writeNative';

/** Holds everything a canonical model says, but for places in another file. */
export const nativeTarget: ExportTarget = {
  id: 'native',
  title: 'Product Risk (product-risk.yaml)',
  extension: '.product-risk.yaml',
  mediaType: 'application/yaml',
  reductions: [],
  write: writeNative,
};
