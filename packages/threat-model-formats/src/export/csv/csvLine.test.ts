import { csvLine } from './csvLine';

describe('csvLine', () => {
  it('quotes what RFC 4180 says must be quoted', () => {
    expect(csvLine(['plain', 'a,b', 'say "no"', 'two\nlines'])).toBe(
      'plain,"a,b","say ""no""","two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@cmd', '\tx', '\rx', '\nx', '＝1+1'])(
    'keeps %j from being run as a formula',
    text => {
      expect(csvLine([text])).toContain(`'${text}`);
    },
  );

  it('leaves numbers alone, negative ones too', () => {
    expect(csvLine([-3.5, 0])).toBe('-3.5,0\r\n');
  });

  it('leaves out what is unknown instead of writing 0', () => {
    expect(csvLine([undefined, 'x'])).toBe(',x\r\n');
  });
});
