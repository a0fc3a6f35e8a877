import { Entity } from '@backstage/catalog-model';

/** What {@link titleOf} reads, as `fields` of a catalog request. */
export const TITLE_FIELDS = [
  'metadata.name',
  'metadata.title',
  'spec.profile.displayName',
];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** What an entity is called, as the rest of the portal calls it. */
export function titleOf({ metadata, spec }: Entity): string {
  const profile = spec?.profile;
  const displayName =
    typeof profile === 'object' && profile && 'displayName' in profile
      ? textOf(profile.displayName)
      : undefined;
  return displayName ?? textOf(metadata.title) ?? metadata.name;
}
