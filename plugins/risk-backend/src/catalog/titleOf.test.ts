import { Entity } from '@backstage/catalog-model';
import { titleOf } from './titleOf';

const entity = (title?: string, spec?: Entity['spec']): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ines.marques', ...(title !== undefined && { title }) },
  spec,
});

describe('titleOf', () => {
  it.each<[string, Entity]>([
    [
      'Inês Marques',
      entity('Ines', { profile: { displayName: 'Inês Marques' } }),
    ],
    ['Ines', entity('Ines', { profile: { displayName: ' ' } })],
    ['Ines', entity('Ines', { profile: 'none' })],
    ['ines.marques', entity(' ', { profile: { displayName: 7 } })],
    ['ines.marques', entity()],
  ])('calls it %s', (title, of) => {
    expect(titleOf(of)).toBe(title);
  });
});
