import '@testing-library/jest-dom';

// jsdom lays nothing out: there is no size to observe and nothing to scroll.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollTo ??= () => {};
