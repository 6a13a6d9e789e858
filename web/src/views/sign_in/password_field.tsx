'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { IconButton } from '@/pieces/button';
import { TextField } from '@/pieces/field';
import { useWords } from '@/text/pair';
import { signInText } from '@/text/sign_in';
import styles from './sign_in.module.css';

interface PasswordFieldProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  help?: string;
  error: string | null;
}

/** A password, hidden unless its writer wants to see it. */
export function PasswordField({ value, onChange, autoComplete, help, error }: PasswordFieldProps) {
  const words = useWords(signInText);
  const [visible, setVisible] = useState(false);
  return (
    <div className={styles.password}>
      <TextField
        label={words.password}
        type={visible ? 'text' : 'password'}
        autoComplete={autoComplete}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        error={error}
        {...(help !== undefined && { help })}
      />
      <IconButton
        label={visible ? words.hide : words.show}
        onClick={() => setVisible(!visible)}
        className={styles.eye}
      >
        {visible ? <EyeOff size={16} aria-hidden="true" /> : <Eye size={16} aria-hidden="true" />}
      </IconButton>
    </div>
  );
}
