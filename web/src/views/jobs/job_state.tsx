import { Ban, CircleCheck, CircleX, Clock, type LucideIcon } from 'lucide-react';
import type { Task } from '@/api/types';
import { Spinner } from '@/pieces/spinner';
import { Tag, type Tone } from '@/pieces/tag';
import { jobsText } from '@/text/jobs';
import { useWords } from '@/text/pair';

const looks: Record<Task['status'], [Tone, LucideIcon | null]> = {
  pending: ['plain', Clock],
  running: ['plain', null],
  cancelling: ['plain', null],
  completed: ['ok', CircleCheck],
  failed: ['err', CircleX],
  dead: ['err', CircleX],
  cancelled: ['plain', Ban],
};

export function JobState({ status }: { status: Task['status'] }) {
  const words = useWords(jobsText);
  const [tone, Icon] = looks[status];
  return (
    <Tag tone={tone} icon={Icon === null ? <Spinner /> : <Icon strokeWidth={1.75} aria-hidden="true" />}>
      {words.states[status]}
    </Tag>
  );
}
