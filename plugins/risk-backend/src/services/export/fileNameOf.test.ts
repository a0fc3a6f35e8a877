import fc from 'fast-check';
import { fileNameOf } from './fileNameOf';

describe('fileNameOf', () => {
  it.each([
    ['Payments API', 'payments-api.csv'],
    ['Zahlungen über München', 'zahlungen-uber-munchen.csv'],
    ['../../etc/passwd', 'etc-passwd.csv'],
    ['con\u0000.exe"; rm -rf', 'con-exe-rm-rf.csv'],
    ['支払い', 'threat-model.csv'],
    ['', 'threat-model.csv'],
  ])('calls %j %s', (title, name) => {
    expect(fileNameOf(title, '.csv')).toBe(name);
  });

  it('is short and harmless for every title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), title => {
        expect(fileNameOf(title, '.json')).toMatch(
          /^[a-z0-9][a-z0-9-]{0,79}\.json$/,
        );
      }),
    );
  });
});
