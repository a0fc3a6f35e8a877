import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// jsdom lays nothing out: there is no size to observe and nothing to scroll.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollTo ??= () => {};

// A busy machine is slow, not wrong.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

// What React complains about in development nobody would see in a built portal,
// which is what the browser tests run. So it fails the test that provokes it.
const complaints: string[] = [];
const { error } = console;
const NOT_OURS = [
  // Material UI 4 looks for its own nodes so; nothing here can change it.
  /^Warning: findDOMNode is deprecated/,
  // About how a test waits, which depends on how busy the machine is.
  /act\(\.\.\.\)/,
];
Object.assign(console, {
  error(...said: unknown[]) {
    const [text] = said.map(String);
    if (/^Warning: /.test(text) && !NOT_OURS.some(one => one.test(text))) {
      complaints.push(said.map(String).join(' '));
    }
    error(...said);
  },
});
afterEach(() => {
  const provoked = complaints.splice(0);
  if (provoked.length) {
    throw new Error(provoked.join('\n'));
  }
});
