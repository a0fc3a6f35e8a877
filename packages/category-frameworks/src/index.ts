/**
 * Shared vocabularies of weaknesses and controls, the ways between them, and
 * the categories of findings. Pure: no I/O besides loading its own data.
 *
 * @packageDocumentation
 */
export * from './errors';
export {
  compareCategoryIds,
  formatCategoryId,
  formatFramework,
  parseCategoryId,
  type CategoryIdParts,
} from './ids/categoryId';
export {
  indexFramework,
  type CategoryKind,
  type CategoryNode,
  type Framework,
  type FrameworkData,
} from './framework';
export * from './crosswalk';
export type { OwnFramework } from './own/ownFrameworks';
export type { OverlayEdge } from './own/overlays';
export { CategoryFrameworks, type Category } from './CategoryFrameworks';
export { readLazily, type DataFile, type ReadData } from './dataFiles';
export { readBundled } from './bundled';
export * from './loadFrameworks';
export * from './coverage';
export * from './categorise/types';
export {
  Categoriser,
  CONFIRM_FROM,
  CONFIRM_LEAD,
} from './categorise/Categoriser';
