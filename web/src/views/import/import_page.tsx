'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { useQueryState } from '@/lib/query_state';
import { importSteps, routes, type ImportStep } from '@/lib/routes';
import { CleaningStep } from './cleaning_step';
import { ColumnsStep } from './columns_step';
import { FileStep } from './file_step';
import { SummaryStep } from './summary_step';

function stepOf(text: string | null): ImportStep {
  return importSteps.find((step) => step === text) ?? 'file';
}

export function ImportPage() {
  const router = useRouter();
  const { params } = useQueryState();
  const given = params.get('id');
  const [made, setMade] = useState<string | null>(null);
  const id = given ?? made;
  const step = stepOf(params.get('step'));
  const onDataset = useCallback((dataset: string) => {
    setMade(dataset);
    // The address names the data set at once, so that a reload in the middle of an upload finds it again; going there by
    // the router would end the upload.
    window.history.replaceState(null, '', routes.importing(dataset, 'file'));
  }, []);
  const onArrived = useCallback(() => {
    if (id !== null) router.push(routes.importing(id, 'columns'));
  }, [id, router]);
  if (id === null || step === 'file') return <FileStep id={id} onDataset={onDataset} onArrived={onArrived} />;
  if (step === 'columns') return <ColumnsStep id={id} />;
  if (step === 'cleaning') return <CleaningStep id={id} />;
  return <SummaryStep id={id} />;
}
