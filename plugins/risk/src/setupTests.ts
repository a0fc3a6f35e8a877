import '@testing-library/jest-dom';

// jsdom lays nothing out, so that there is no size to observe.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
