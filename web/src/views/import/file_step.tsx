'use client';

import { CircleCheck, FileText } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useFiles } from '@/api/queries';
import { bytes } from '@/lib/format';
import { takeFiles } from '@/lib/picked_files';
import { routes } from '@/lib/routes';
import { Button, ButtonLink } from '@/pieces/button';
import { DropZone } from '@/pieces/drop_zone';
import { ProgressBar } from '@/pieces/progress_bar';
import { Failure } from '@/pieces/states';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import styles from './import.module.css';
import { useUploads, type Upload } from './use_uploads';
import { WizardFrame } from './wizard_frame';

function UploadRow({ upload, onStop, onAgain }: { upload: Upload; onStop: () => void; onAgain: () => void }) {
  const words = useWords(importText);
  const { file, state, sent } = upload;
  return (
    <li className={styles.upload}>
      <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.fileName}>{file.name}</span>
      {state === 'sending' && (
        <>
          <ProgressBar
            share={file.size === 0 ? 1 : sent / file.size}
            label={`${words.sending} ${file.name}`}
          />
          <span className="second num">{words.sent(sent, file.size)}</span>
          <Button onClick={onStop}>{words.stop}</Button>
        </>
      )}
      {state === 'waits' && <span className="second">{words.waits}</span>}
      {state === 'arrived' && (
        <span className={styles.arrived}>
          <CircleCheck size={14} strokeWidth={1.75} aria-hidden="true" /> {words.arrived}, {bytes(file.size)}
        </span>
      )}
      {state === 'failed' && (
        <div className={styles.failed}>
          <Failure
            error={upload.problem}
            title={words.sendFailed(file.name)}
            kept={words.sendKept}
            retry={onAgain}
          />
        </div>
      )}
    </li>
  );
}

interface FileStepProps {
  id: string | null;
  onDataset: (id: string) => void;
  onArrived: () => void;
}

/** Files are sent as soon as they are dropped; the way on opens by itself when all have arrived. */
export function FileStep({ id, onDataset, onArrived }: FileStepProps) {
  const words = useWords(importText);
  const { uploads, busy, add, stop } = useUploads(id, onDataset);
  const kept = useFiles(id).data?.items.filter((file) => file.status === 'complete') ?? [];
  const names = new Set(uploads.map((upload) => upload.file.name));
  const before = kept.filter((file) => !names.has(file.name));
  const done = uploads.length > 0 && uploads.every((upload) => upload.state === 'arrived');
  const take = useCallback((files: File[]) => add(files), [add]);
  useEffect(() => {
    const files = takeFiles();
    if (files.length > 0) add(files);
    // Files that another page left are taken once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  useEffect(() => {
    if (done && !busy) onArrived();
  }, [done, busy, onArrived]);
  return (
    <WizardFrame
      id={id}
      step="file"
      next={
        kept.length > 0 && id !== null ? (
          <ButtonLink kind="primary" href={routes.importing(id, 'columns')}>
            {words.nextColumns}
          </ButtonLink>
        ) : null
      }
    >
      <div className={`${page.page} ${page.loose} ${styles.file}`}>
        <div>
          <h1>{words.fileTitle}</h1>
          <p className={page.sub}>{words.fileSub}</p>
        </div>
        {(uploads.length > 0 || before.length > 0) && (
          <ul>
            {before.map((file) => (
              <li key={file.name} className={styles.upload}>
                <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
                <span className={styles.fileName}>{file.name}</span>
                <span className={styles.arrived}>
                  <CircleCheck size={14} strokeWidth={1.75} aria-hidden="true" /> {words.arrived},{' '}
                  {bytes(file.bytes)}
                </span>
              </li>
            ))}
            {uploads.map((upload) => (
              <UploadRow
                key={upload.file.name}
                upload={upload}
                onStop={stop}
                onAgain={() => add([upload.file])}
              />
            ))}
          </ul>
        )}
        {!busy && <DropZone onFiles={take} />}
      </div>
    </WizardFrame>
  );
}
