import { useCallback, useRef } from 'react';

function newKey(): string {
  // `crypto.randomUUID` is missing where a portal is served without TLS.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A key for a write: the same as long as the same is written, so that a retry
 * after a lost answer does not write twice, and a new one for other words.
 */
export function useIdempotencyKey(): (body: object) => string {
  const last = useRef<{ words: string; key: string }>();
  return useCallback((body: object) => {
    const words = JSON.stringify(body);
    if (last.current?.words !== words) {
      last.current = { words, key: newKey() };
    }
    return last.current.key;
  }, []);
}
