'use client';

import { CircleCheck } from 'lucide-react';
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import styles from './toast.module.css';

interface Toast {
  text: string;
  undo?: { name: string; run: () => void };
}

const shownFor = 8000; // milliseconds

const Say = createContext<(toast: Toast) => void>(() => undefined);

/** Says in one sentence what happened, with the way back. Errors that need a decision go elsewhere. */
export function useToast() {
  return useContext(Say);
}

export function ToastPlace({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (toast === null || held) return undefined;
    const timer = setTimeout(() => setToast(null), shownFor);
    return () => clearTimeout(timer);
  }, [toast, held]);
  const say = useCallback((next: Toast) => setToast(next), []);
  const shown = useMemo(
    () =>
      toast && (
        <div
          className={styles.toast}
          onFocus={() => setHeld(true)}
          onBlur={() => setHeld(false)}
          onPointerEnter={() => setHeld(true)}
          onPointerLeave={() => setHeld(false)}
        >
          <CircleCheck size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{toast.text}</span>
          {toast.undo && (
            <button
              type="button"
              onClick={() => {
                toast.undo?.run();
                setToast(null);
              }}
            >
              {toast.undo.name}
            </button>
          )}
        </div>
      ),
    [toast],
  );
  return (
    <Say.Provider value={say}>
      {children}
      <div role="status" aria-live="polite" className={styles.place}>
        {shown}
      </div>
    </Say.Provider>
  );
}
