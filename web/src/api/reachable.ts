import { useSyncExternalStore } from 'react';

// Whether the server answered the last request; the shell says so above every page when it did not.

let reachable = true;
const listeners = new Set<() => void>();

export function noteReachable(now: boolean) {
  if (now === reachable) return;
  reachable = now;
  for (const listener of listeners) listener();
}

export function useReachable(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => reachable,
    () => true,
  );
}
