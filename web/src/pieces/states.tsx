'use client';

import { CircleAlert, RotateCw } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { asProblem } from '@/api/problem';
import { statesText } from '@/text/states';
import { useWords } from '@/text/pair';
import { Button } from './button';
import { CopyId } from './copy_id';
import styles from './states.module.css';

interface StateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

function State({ icon, title, children, action }: StateProps) {
  return (
    <div className={styles.state}>
      <span className={styles.icon}>{icon}</span>
      <div className={styles.body}>
        <h3>{title}</h3>
        {children !== undefined && <div className={styles.text}>{children}</div>}
        {action !== undefined && <div className={styles.actions}>{action}</div>}
      </div>
    </div>
  );
}

/** What will be here, and the one action that brings it about. */
export function Empty(props: StateProps) {
  return <State {...props} />;
}

/** Why something is not there, and what would change that. */
export function Unavailable(props: StateProps) {
  return <State {...props} />;
}

/** Grey lines in place of what is coming, from 300 ms on. */
export function Loading({ rows = 4, label }: { rows?: number; label?: string }) {
  const words = useWords(statesText);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-busy="true">
      <span className="hidden">{label ?? words.loading}</span>
      {shown && Array.from({ length: rows }, (_, row) => <span key={row} className={styles.bone} />)}
    </div>
  );
}

interface FailureProps {
  error: unknown;
  title: string;
  kept?: ReactNode; // what is still there
  retry?: () => void;
}

/** What happened, what was kept, what to do, and the id under which the server's log tells more. */
export function Failure({ error, title, kept, retry }: FailureProps) {
  const words = useWords(statesText);
  const problem = asProblem(error);
  return (
    <div role="alert">
      <State
        icon={<CircleAlert size={18} strokeWidth={1.75} className={styles.bad} aria-hidden="true" />}
        title={title}
        action={
          <>
            {retry && (
              <Button onClick={retry} icon={<RotateCw size={16} strokeWidth={1.75} aria-hidden="true" />}>
                {words.again}
              </Button>
            )}
            {problem.requestId !== null && <CopyId id={problem.requestId} />}
          </>
        }
      >
        {problem.unreachable ? words.unreachable : problem.message}
        {kept !== undefined && <p>{kept}</p>}
      </State>
    </div>
  );
}
