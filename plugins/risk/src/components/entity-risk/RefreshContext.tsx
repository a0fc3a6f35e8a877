import {
  createContext,
  ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';

const RefreshContext = createContext({ version: 0, changed: () => {} });

/** Lets one part of the screen tell the others that something was changed. */
export function RefreshProvider({ children }: { children: ReactNode }) {
  const [version, setVersion] = useState(0);
  const value = useMemo(
    () => ({ version, changed: () => setVersion(count => count + 1) }),
    [version],
  );
  return (
    <RefreshContext.Provider value={value}>{children}</RefreshContext.Provider>
  );
}

/** Call after a write that succeeded. */
export const useChanged = () => useContext(RefreshContext).changed;

/** Reads a resource again after each write. */
export function useReloadOnChange(reload: () => void) {
  const { version } = useContext(RefreshContext);
  const seen = useRef(version);
  useEffect(() => {
    if (seen.current !== version) {
      seen.current = version;
      reload();
    }
  }, [version, reload]);
}
