import { screen } from '@testing-library/react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  EntityPresentationApi,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import { renderWithRisk } from '../../__testUtils__/renderWithRisk';
import { EntityName, NamedText } from './EntityName';

const NAMES: Record<string, string> = {
  'user:default/ines.marques': 'Inês Marques',
  'group:default/payments-owners': 'Payments owners',
};

/** As a portal names people: by their profiles, else by what the ref says. */
const portal: EntityPresentationApi = {
  forEntity: entityOrRef => {
    const entityRef =
      typeof entityOrRef === 'string'
        ? entityOrRef
        : stringifyEntityRef(entityOrRef);
    const snapshot = {
      entityRef,
      primaryTitle: NAMES[entityRef] ?? entityRef.split('/')[1],
    };
    return { snapshot, promise: Promise.resolve(snapshot) };
  },
};

const render = (element: JSX.Element) =>
  renderWithRisk(
    <TestApiProvider apis={[[entityPresentationApiRef, portal]]}>
      <p>{element}</p>
    </TestApiProvider>,
  );

describe('EntityName', () => {
  it('calls a person as the portal does, with a way to the page', async () => {
    await render(<EntityName of="user:default/ines.marques" link />);
    expect(screen.getByRole('link', { name: 'Inês Marques' })).toHaveAttribute(
      'href',
      '/catalog/default/user/ines.marques',
    );
  });

  it.each([
    ['user:default/gone', 'gone'],
    ['external:ci', 'external:ci'],
    ['plugin:risk', 'plugin:risk'],
    ['file', 'file'],
  ])('calls %s, whom the catalog does not know, %s', async (ref, name) => {
    await render(<EntityName of={ref} />);
    expect(screen.getByText(name)).toBeVisible();
  });
});

describe('NamedText', () => {
  it('puts names in the place of the refs of a sentence', async () => {
    await render(
      <NamedText text="You sign as user:default/ines.marques in group:default/payments-owners, (not group:default/other)." />,
    );
    expect(
      screen.getByText(
        'You sign as Inês Marques in Payments owners, (not other).',
      ),
    ).toBeVisible();
  });

  it('leaves everything else as it is', async () => {
    const text =
      'See https://example.org/a:b/c, asvs@5.0.0:V11.3/x and user: default/x.';
    await render(<NamedText text={text} />);
    expect(screen.getByText(text)).toBeVisible();
  });
});
