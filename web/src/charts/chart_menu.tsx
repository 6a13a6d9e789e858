'use client';

import { Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { IconButton } from '@/pieces/button';
import { useToast } from '@/pieces/toast';
import { figuresText } from '@/text/figures';
import { useWords } from '@/text/pair';
import styles from './charts.module.css';

interface ChartMenuProps {
  title: string;
  drawn: () => boolean; // whether a picture stands there now, not a table
  onSave: (format: 'svg' | 'png' | 'csv') => void;
  onExplain: (() => void) | undefined; // none where the subtitle says it all
}

function Item({ name, disabled = false, run }: { name: string; disabled?: boolean; run: () => void }) {
  return (
    <DropdownMenu.Item className={styles.menuItem} disabled={disabled} onSelect={run}>
      {name}
    </DropdownMenu.Item>
  );
}

/** What can be done with a chart: take it home, link to it, have it explained. */
export function ChartMenu({ title, drawn, onSave, onExplain }: ChartMenuProps) {
  const words = useWords(figuresText);
  const say = useToast();
  const copyLink = () => {
    void navigator.clipboard.writeText(location.href).then(() => say({ text: words.linkCopied }));
  };
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton label={words.menu(title)}>
          <Ellipsis size={16} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={4}>
          <Item name="SVG" disabled={!drawn()} run={() => onSave('svg')} />
          <Item name="PNG" disabled={!drawn()} run={() => onSave('png')} />
          <Item name={words.csv} run={() => onSave('csv')} />
          <Item name={words.copyLink} run={copyLink} />
          {onExplain && <Item name={words.explain} run={onExplain} />}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
