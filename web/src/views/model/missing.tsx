'use client';

import type { ReactNode } from 'react';
import type { Unavailable as Answer } from '@/api/views';
import { useLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';
import { routes } from '@/lib/routes';
import { ButtonLink } from '@/pieces/button';
import { Unavailable } from '@/pieces/states';
import { useWords } from '@/text/pair';
import { workspaceText } from '@/text/workspace';
import columns from './columns.module.css';
import { useWorkspace } from './workspace';

interface MissingProps {
  icon: ReactNode;
  title: string;
  answer: Answer;
  action?: ReactNode;
}

/** A view that the model has no data for: why, and what would bring it about. */
export function Missing({ icon, title, answer, action }: MissingProps) {
  const words = useWords(workspaceText);
  const language = useLanguage();
  const { model, readOnly } = useWorkspace();
  return (
    <div className={columns.column}>
      <Unavailable
        icon={icon}
        title={title}
        action={
          <>
            {action}
            {!readOnly && model.dataset_id !== null && (
              <ButtonLink href={routes.dataset(model.dataset_id)}>{words.dataSet}</ButtonLink>
            )}
          </>
        }
      >
        <p>{reasonIn(language, answer.reason)}</p>
        {answer.suggestions.map((one) => (
          <p key={one}>{reasonIn(language, one)}</p>
        ))}
      </Unavailable>
    </div>
  );
}
