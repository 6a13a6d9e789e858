'use client';

import { Fragment } from 'react';
import { Dialog } from '@/pieces/dialog';
import { keysText } from '@/text/keys';
import { useWords } from '@/text/pair';
import styles from './keys_dialog.module.css';

export function KeysDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const words = useWords(keysText);
  const groups: [string, [string[], string][]][] = [
    [
      words.groups,
      [
        [['Ctrl K', '/'], words.search],
        [['g h', 'g d', 'g m', 'g c', 'g a', 'g j'], words.go],
        [['?'], words.list],
        [['Esc'], words.close],
      ],
    ],
    [
      words.inModel,
      [
        [['j', 'k'], words.next],
        [['[', ']'], words.lambda],
        [['F2'], words.rename],
      ],
    ],
    [
      words.inCharts,
      [
        [['t'], words.chart],
        [['←', '→', 'Home', 'End'], words.move],
      ],
    ],
  ];
  return (
    <Dialog open={open} onClose={onClose} title={words.title}>
      {groups.map(([name, keys]) => (
        <section key={name}>
          <h3 className={styles.head}>{name}</h3>
          <dl className={styles.keys}>
            {keys.map(([names, what]) => (
              <Fragment key={what}>
                <dt>
                  {names.map((one) => (
                    <kbd key={one}>{one}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </Fragment>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}
