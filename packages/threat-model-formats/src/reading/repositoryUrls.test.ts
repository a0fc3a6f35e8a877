import { repositoryUrls } from './repositoryUrls';

describe('URLs of repositories', () => {
  it('are those of version control, each once', () => {
    expect(
      repositoryUrls([
        'https://github.com/acme/shop',
        'https://github.com/acme/shop',
        'git+https://example.org/shop.git',
        'ssh://git@example.org/shop',
        'git@example.org:acme/shop.git',
        'git://example.org/shop',
        'data:text/html,x',
        'file:///home/me/shop',
        'acme/shop',
        undefined,
      ]),
    ).toEqual([
      'https://github.com/acme/shop',
      'git+https://example.org/shop.git',
      'ssh://git@example.org/shop',
      'git@example.org:acme/shop.git',
      'git://example.org/shop',
    ]);
  });

  it('lose credentials', () => {
    expect(repositoryUrls(['https://me:secret@example.org/shop'])).toEqual([
      'https://example.org/shop',
    ]);
  });
});
