const STORAGE_KEY = 'product-risk.persona';

/**
 * Remembers the choice as long as the browser tab lives, so that a reload does
 * not ask again and two tabs can be two people.
 */
export const chosenPersona = {
  get(): string | undefined {
    return window.sessionStorage.getItem(STORAGE_KEY) ?? undefined;
  },
  set(entityRef: string) {
    window.sessionStorage.setItem(STORAGE_KEY, entityRef);
  },
  clear() {
    window.sessionStorage.removeItem(STORAGE_KEY);
  },
};
