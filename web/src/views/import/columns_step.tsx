'use client';

import { useState } from 'react';
import { useSurvey, type ColumnsReport, type FoundColumn, type Role } from '@/api/survey';
import { inChosenRoles, withRole, type Columns } from '@/lib/column_choice';
import { useLanguage } from '@/lib/language';
import { reasonIn } from '@/lib/reason';
import { routes } from '@/lib/routes';
import { useColumns } from '@/lib/use_columns';
import { ButtonLink } from '@/pieces/button';
import { Banner } from '@/pieces/banner';
import { classes } from '@/pieces/class_names';
import { Select } from '@/pieces/field';
import { Failure } from '@/pieces/states';
import page from '@/styles/page.module.css';
import { importText } from '@/text/import';
import { useWords } from '@/text/pair';
import { ColumnDetail } from './column_detail';
import styles from './import.module.css';
import { ReadingOptions } from './reading_options';
import { SurveyState } from './survey_state';
import { WizardFrame } from './wizard_frame';

const roles: Role[] = ['text', 'time', 'group', 'label', 'id', 'split', 'unused'];

interface ColumnTableProps {
  report: ColumnsReport;
  chosen: string | undefined;
  onChoose: (name: string) => void;
  onRole: (name: string, role: Role) => void;
}

function ColumnTable({ report, chosen, onChoose, onRole }: ColumnTableProps) {
  const words = useWords(importText);
  const rows = Math.max(0, ...report.columns.map((column) => column.sample.length));
  const look = (column: FoundColumn) => (column.name === chosen ? styles.chosen : undefined);
  return (
    <div className={styles.columns} tabIndex={0} role="region" aria-label={words.columnsTitle}>
      <table>
        <thead>
          <tr>
            {report.columns.map((column) => (
              <th key={column.name} scope="col" className={look(column)}>
                <button
                  type="button"
                  className={styles.colName}
                  aria-pressed={column.name === chosen}
                  onClick={() => onChoose(column.name)}
                >
                  {column.name}
                </button>
                <Select
                  label={words.roleOf(column.name)}
                  quietLabel
                  value={column.role}
                  onFocus={() => onChoose(column.name)}
                  onChange={(event) => onRole(column.name, event.target.value as Role)}
                >
                  {roles
                    .filter((role) => role !== 'split' || column.role === 'split')
                    .map((role) => (
                      <option key={role} value={role}>
                        {words.roles[role]}
                      </option>
                    ))}
                </Select>
                <span className={styles.why}>{column.reason}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: rows }, (_, row) => (
            <tr key={row}>
              {report.columns.map((column) => (
                <td key={column.name} className={look(column)}>
                  <span className={styles.cell}>{column.sample[row] ?? ''}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function ColumnsStep({ id }: { id: string }) {
  const words = useWords(importText);
  const language = useLanguage();
  const { dataset, query, columns, change, saving, problem } = useColumns(id);
  const report = useSurvey<ColumnsReport>(id, dataset?.revision, 'columns');
  const [picked, setPicked] = useState<string>();
  const found = report.data && { ...report.data, columns: inChosenRoles(columns, report.data.columns) };
  const chosen =
    found?.columns.find((column) => column.name === picked) ??
    found?.columns.find((column) => column.role === 'time') ??
    found?.columns.find((column) => column.role === 'text');
  const save = (next: Columns) => change(next);
  return (
    <WizardFrame
      id={id}
      step="columns"
      saving={saving}
      next={
        <ButtonLink kind="primary" href={routes.importing(id, 'cleaning')}>
          {words.nextCleaning}
        </ButtonLink>
      }
    >
      <div className={page.split}>
        <div className={`${page.page} ${page.stack}`} style={{ alignContent: 'start' }}>
          <div>
            <h1>{words.columnsTitle}</h1>
            {found && <p className={page.sub}>{words.columnsSub(found.rows_read)}</p>}
          </div>
          {problem && <Failure error={problem} title={words.columnsFailed} kept={words.columnsKept} />}
          {found?.problems.map((one) => (
            <Banner key={one.message} tone="warn">
              {reasonIn(language, one.message)}
            </Banner>
          ))}
          {found ? (
            <ColumnTable
              report={found}
              chosen={chosen?.name}
              onChoose={setPicked}
              onRole={(name, role) => save(withRole(columns, found.columns, name, role))}
            />
          ) : (
            <SurveyState error={query.error ?? report.error} retry={() => void report.refetch()} />
          )}
          {found && <ReadingOptions findings={found.reading} columns={columns} onChange={save} />}
        </div>
        <aside className={classes(page.side, page.loose)} style={{ alignContent: 'start' }}>
          {found && chosen && (
            <ColumnDetail id={id} revision={dataset?.revision} report={found} column={chosen} />
          )}
        </aside>
      </div>
    </WizardFrame>
  );
}
