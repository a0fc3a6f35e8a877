import { parsePackageUrl } from './packageUrl';

describe('package URLs', () => {
  it.each([
    ['pkg:npm/left-pad@1.3.0', 'pkg:npm/left-pad', 'left-pad', '1.3.0'],
    ['PKG:NPM/left-pad', 'pkg:npm/left-pad', 'left-pad', undefined],
    ['pkg:npm/%40acme/ui@2.0', 'pkg:npm/%40acme/ui', 'ui', '2.0'],
    ['pkg:npm/@acme/ui@2.0', 'pkg:npm/@acme/ui', 'ui', '2.0'],
    ['pkg:npm/@acme/ui', 'pkg:npm/@acme/ui', 'ui', undefined],
    [
      'pkg:deb/debian/curl@7.5%2B1?arch=arm64#bin',
      'pkg:deb/debian/curl',
      'curl',
      '7.5+1',
    ],
    ['pkg:oci/app?tag=1', 'pkg:oci/app', 'app', undefined],
    ['pkg:generic/a%zz@', 'pkg:generic/a%zz', 'a%zz', undefined],
  ])(
    'of %s names the package whatever the release',
    (text, unversioned, name, version) => {
      expect(parsePackageUrl(text)).toEqual({ unversioned, name, version });
    },
  );

  it.each(['left-pad', 'pkg:npm', 'https://example.org/pkg:npm/a', ''])(
    'are not %j',
    text => {
      expect(parsePackageUrl(text)).toBeUndefined();
    },
  );
});
