// A setting kept in this browser, with listeners. Where storage is blocked it lasts as long as the page.

export interface Stored<Value extends string> {
  get(): Value | null;
  set(value: Value): void;
  subscribe(listener: () => void): () => void;
}

export function stored<Value extends string>(name: string, allowed: readonly Value[]): Stored<Value> {
  const listeners = new Set<() => void>();
  let unsaved: Value | null = null;
  const read = (): Value | null => {
    if (unsaved !== null) return unsaved;
    try {
      const value = localStorage.getItem(name);
      return allowed.find((one) => one === value) ?? null;
    } catch {
      return null;
    }
  };
  return {
    get: read,
    set(value) {
      try {
        localStorage.setItem(name, value);
      } catch {
        unsaved = value;
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      const elsewhere = (event: StorageEvent) => {
        if (event.key === name) listener();
      };
      listeners.add(listener);
      window.addEventListener('storage', elsewhere);
      return () => {
        listeners.delete(listener);
        window.removeEventListener('storage', elsewhere);
      };
    },
  };
}
