import { findEntityRef } from './entityRef';

describe('an entity ref in a model', () => {
  it.each([
    [{ attributes: { 'backstage.io/entity-ref': 'component:default/x' } }],
    [{ attributes: { entityRef: 'Component:Default/X' } }],
    [{ tags: ['aws', 'entity:component:default/x'] }],
    [{ name: 'component:default/x' }],
    [{ name: 'Orders [component:default/x]' }],
    [{ name: 'Orders (component:default/x)' }],
    [{ description: 'Takes orders.\ncomponent:default/x' }],
  ])('is found in %j', sources => {
    expect(findEntityRef(sources)).toBe('component:default/x');
  });

  it.each([
    [{ name: 'docker:library/nginx' }],
    [{ name: 'component:default/x is fine' }],
    [{ name: 'component:x' }],
    [{ name: 'https://component:default/x' }],
    [{ tags: ['component:default/x'] }],
    [{ attributes: { entityRef: 5 } }],
    [{}],
  ])('is not guessed from %j', sources => {
    expect(findEntityRef(sources)).toBeUndefined();
  });

  it('may be of any kind where it is explicit', () => {
    expect(findEntityRef({ tags: ['entity:database:prod/orders'] })).toBe(
      'database:prod/orders',
    );
  });

  it('is taken from an attribute before a tag, and a tag before a name', () => {
    const name = 'component:default/c';
    const tags = ['entity:component:default/b'];
    const attributes = { entityRef: 'component:default/a' };
    expect(findEntityRef({ attributes, tags, name })).toBe(
      'component:default/a',
    );
    expect(findEntityRef({ tags, name })).toBe('component:default/b');
  });
});
