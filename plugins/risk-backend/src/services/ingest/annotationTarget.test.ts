import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { annotationTarget, splitTargets } from './annotationTarget';

const options = {
  integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
  allowedTargets: ['https://models.example.com/public/*'],
  allowFileLocations: true,
};
const HOME =
  'url:https://github.com/acme/pay/blob/main/services/api/catalog-info.yaml';

const target = (declared: string, home: string | undefined = HOME) =>
  annotationTarget(declared, home, options);

describe('annotationTarget', () => {
  it.each([
    [
      './threat-model.json',
      '/acme/pay/tree/main/services/api/threat-model.json',
    ],
    ['docs/tm.yaml', '/acme/pay/tree/main/services/api/docs/tm.yaml'],
    ['../shared/tm.json', '/acme/pay/tree/main/services/shared/tm.json'],
    [
      'https://github.com/acme/pay/blob/next/tm.json',
      '/acme/pay/tree/next/tm.json',
    ],
  ])("finds %s in the entity's own repository", (declared, path) => {
    expect(target(declared)).toMatchObject({
      kind: 'url',
      location: expect.stringContaining(path),
    });
  });

  it.each([
    'https://github.com/acme/secret/blob/main/tm.json',
    'https://github.com.evil.example/acme/pay/blob/main/tm.json',
    'https://github.com/acme/pay-secret/blob/main/tm.json',
    '../../../../../secret/blob/main/tm.json',
    '//github.com/acme/secret/blob/main/tm.json',
    'https://github.com/acme/pay/blob/main/..%2f..%2f..%2fsecret/tm.json',
    'https://github.com/acme/pay/blob/main/%2e%2e/%2e%2e/%2e%2e/secret/tm.json',
    'https://user:pass@github.com/acme/pay/blob/main/tm.json',
    'file:/etc/passwd',
    'ftp://github.com/acme/pay/blob/main/tm.json',
  ])('refuses %s, which lies elsewhere', declared => {
    expect(target(declared)).toMatchObject({ kind: 'refused' });
  });

  it('takes another place that the configuration allows', () => {
    expect(target('https://models.example.com/public/a.json')).toMatchObject({
      kind: 'url',
    });
    expect(target('https://models.example.com/private/a.json')).toMatchObject({
      kind: 'refused',
    });
  });

  it.each([
    [
      'url:https://gitlab.example.com/group/sub/pay/-/blob/main/catalog-info.yaml',
      'https://gitlab.example.com/group/sub/pay/-/blob/main/tm.json',
      'https://gitlab.example.com/group/sub/other/-/blob/main/tm.json',
    ],
    [
      'url:https://bitbucket.example.com/projects/P/repos/pay/browse/catalog-info.yaml',
      'https://bitbucket.example.com/projects/P/repos/pay/browse/tm.json',
      'https://bitbucket.example.com/projects/P/repos/other/browse/tm.json',
    ],
    [
      'url:https://files.example.com/teams/pay/catalog-info.yaml',
      'https://files.example.com/teams/pay/deep/tm.json',
      'https://files.example.com/teams/other/tm.json',
    ],
  ])('knows what belongs to %s', (home, own, other) => {
    expect(target(own, home)).toMatchObject({ kind: 'url' });
    expect(target(other, home)).toMatchObject({ code: 'target-not-allowed' });
  });

  it('reads files only below the folder, and only where that is allowed', () => {
    const home = 'file:/srv/demo/api/catalog-info.yaml';
    expect(target('./tm.json', home)).toEqual({
      kind: 'file',
      location: 'file:/srv/demo/api/tm.json',
      folder: '/srv/demo/api/',
    });
    for (const declared of ['../tm.json', '/etc/passwd', 'a/../../tm.json']) {
      expect(target(declared, home)).toMatchObject({ code: 'outside-folder' });
    }
    expect(
      annotationTarget('./tm.json', home, {
        ...options,
        allowFileLocations: false,
      }),
    ).toMatchObject({ code: 'file-locations-off' });
  });

  it('cannot resolve a path for an entity of unknown origin', () => {
    expect(target('./tm.json', '')).toMatchObject({ code: 'no-location' });
  });

  it('takes several targets apart', () => {
    expect(splitTargets(' a.json, b.json ,,a.json')).toEqual([
      'a.json',
      'b.json',
    ]);
  });
});
