'use client';

import { Failure, Loading } from '@/pieces/states';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';

/** A tab whose view is on its way, or did not come. */
export function Pending({ error, refetch }: { error: Error | null; refetch: () => Promise<unknown> }) {
  const shared = useWords(workspaceText);
  return (
    <div className={columns.column}>
      {error ? (
        <Failure error={error} title={shared.viewFailed} kept={shared.kept} retry={() => void refetch()} />
      ) : (
        <Loading rows={10} />
      )}
    </div>
  );
}
