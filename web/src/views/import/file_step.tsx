'use client';

import { useMutation } from '@tanstack/react-query';
import { CircleCheck, FileText } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import { useFiles } from '@/api/queries';
import type { DatasetFile } from '@/api/types';
import { removeUpload } from '@/api/upload';
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

interface UploadRowProps {
  upload: Upload;
  onPause: () => void;
  onResume: () => void;
  onCancel: () => void;
}

function UploadRow({ upload, onPause, onResume, onCancel }: UploadRowProps) {
  const words = useWords(importText);
  const { file, state, sent } = upload;
  const moving = state === 'sending' || state === 'broken';
  return (
    <li className={styles.upload}>
      <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.fileName}>{file.name}</span>
      {(moving || state === 'paused') && (
        <>
          <ProgressBar
            share={file.size === 0 ? 1 : sent / file.size}
            label={`${words.sending} ${file.name}`}
          />
          <span className="second num" role="status">
            {state === 'broken' ? words.broken : words.sent(sent, file.size)}
          </span>
          <Button onClick={moving ? onPause : onResume}>{moving ? words.pause : words.resume}</Button>
          <Button kind="quiet" onClick={onCancel}>
            {words.cancelUpload}
          </Button>
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
            retry={onResume}
          />
        </div>
      )}
    </li>
  );
}

/** A file that another page began to send: whoever chooses it again goes on behind what has come. */
function BegunRow({
  dataset,
  file,
  onRemoved,
}: {
  dataset: string;
  file: DatasetFile;
  onRemoved: () => void;
}) {
  const words = useWords(importText);
  const remove = useMutation({
    mutationFn: () => removeUpload(dataset, file.name),
    onSettled: onRemoved,
  });
  const total = file.total_bytes ?? 0;
  return (
    <li className={styles.upload}>
      <FileText size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles.fileName}>{file.name}</span>
      <ProgressBar share={total === 0 ? 0 : file.received_bytes / total} label={words.begun(file.name)} />
      <span className="second num">{words.sent(file.received_bytes, total)}</span>
      <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
        {words.cancelUpload}
      </Button>
      <p className={`second ${styles.begun}`}>{words.chooseAgain}</p>
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
  const { uploads, busy, add, pause, resume, cancel } = useUploads(id, onDataset);
  const { data: files, refetch } = useFiles(id);
  const kept = files?.items.filter((file) => file.status === 'complete') ?? [];
  const names = new Set(uploads.map((upload) => upload.file.name));
  const before = kept.filter((file) => !names.has(file.name));
  const begun = files?.items.filter((file) => file.status === 'partial' && !names.has(file.name)) ?? [];
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
        {(uploads.length > 0 || before.length > 0 || begun.length > 0) && (
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
            {begun.map((file) => (
              <BegunRow key={file.name} dataset={id ?? ''} file={file} onRemoved={() => void refetch()} />
            ))}
            {uploads.map((upload) => (
              <UploadRow
                key={upload.file.name}
                upload={upload}
                onPause={() => pause(upload.file)}
                onResume={() => resume(upload.file)}
                onCancel={() => void cancel(upload.file)}
              />
            ))}
          </ul>
        )}
        {!busy && <DropZone onFiles={take} />}
      </div>
    </WizardFrame>
  );
}
