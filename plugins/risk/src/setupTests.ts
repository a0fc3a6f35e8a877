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
