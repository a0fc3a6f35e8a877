import dns from 'dns';
import fs from 'fs';
import net from 'net';

/** Addresses that nobody may ask, in the ways that files name them. */
export const addresses = [
  'http://127.0.0.1:9/threats.json',
  'file:///no-such-folder/secret',
  '//tracker.example.com/x.png',
  '../../no-such-folder/secret.yaml',
];

/** What only such an address leads to: a test may read its own sources. */
const FORBIDDEN = /127\.0\.0\.1|no-such-folder|tracker\.example/;

const reading = [
  'openSync',
  'readFileSync',
  'existsSync',
  'statSync',
  'createReadStream',
] as const;

/**
 * Watches whether the network is asked for anything, or the disk for what an
 * address of the file leads to. The network answers nobody.
 */
export function watchReach() {
  const asked: string[] = [];
  const refuse = (what: string) => () => {
    asked.push(what);
    throw new Error(`Reading a file reaches for the network: ${what}`);
  };
  const spies = [
    jest
      .spyOn(net.Socket.prototype, 'connect')
      .mockImplementation(refuse('connect')),
    jest.spyOn(dns, 'lookup').mockImplementation(refuse('lookup') as never),
    jest.spyOn(globalThis, 'fetch').mockImplementation(refuse('fetch')),
    ...reading.map(name => jest.spyOn(fs, name)),
    jest.spyOn(fs.promises, 'readFile'),
    jest.spyOn(fs.promises, 'open'),
  ];
  return {
    /** What was asked that nobody may ask. */
    asked: () => [
      ...asked,
      ...spies.flatMap(({ mock }) =>
        (mock.calls as unknown[][])
          .map(([path]) => String(path))
          .filter(path => FORBIDDEN.test(path)),
      ),
    ],
    stop: () => spies.forEach(spy => spy.mockRestore()),
  };
}
