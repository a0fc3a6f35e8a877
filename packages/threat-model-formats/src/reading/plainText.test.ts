import fc from 'fast-check';
import { plainLine, plainText } from './plainText';

describe('plain text', () => {
  it.each([
    ['<b>Missing</b> check at <u>Shop</u>', 'Missing check at Shop'],
    ['a < b and x <5', 'a < b and x <5'],
    ['List<String> leaks', 'List< String> leaks'],
    ['one<br>two<br/>three', 'one\ntwo\nthree'],
    ['<!-- note -->seen<!-- open', 'seen'],
    ['<script>alert(1)</script>seen', 'seen'],
    ['<SCRIPT SRC=x>seen', 'seen'],
    ['<scr<b>ipt>seen', '< script>seen'],
    ['&lt;script&gt;alert(1)&lt;/script&gt;seen', 'seen'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['&#x3c;img src=x&#62;seen', 'seen'],
    ['caf&eacute; &amp; cr&#232;me &unknown;', 'café & crème &unknown;'],
    ['&#0;&#xD800;&#x110000;x', 'x'],
    ['<img title="a>b">c', 'b">c'],
    ['nul\u0000l\u0007', 'null'],
  ])('of %j is %j', (html, text) => {
    expect(plainText(html)).toBe(text);
  });

  it('is one line for titles', () => {
    expect(plainLine('<p>One</p>\n<p>two</p>')).toBe('One two');
  });

  it('never holds the start of a tag', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.constantFrom(
        '<',
        '>',
        '</',
        '<b',
        'script',
        '&lt;',
        '&#60;',
        '&amp;',
        '<!--',
        '-->',
        'İ',
        '\u0000',
      ),
    );
    fc.assert(
      fc.property(fc.array(part), parts => {
        expect(plainText(parts.join(''))).not.toMatch(/<[a-zA-Z/!?]/);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(['<', '<script>', '<!--', '<b', '&lt;', '&'])(
    'takes linear time on a million repetitions of %j',
    part => {
      const text = part.repeat(1_000_000 / part.length);
      expect(plainText(text)).not.toMatch(/<[a-z!]/i);
    },
  );
});
