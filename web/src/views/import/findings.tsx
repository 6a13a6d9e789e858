'use client';

import type { Finding } from '@/api/survey';
import { findingsText } from '@/text/findings';
import { useWords } from '@/text/pair';

/** How a file was understood, each with its reason on hover. */
export function Findings({ findings }: { findings: Finding[] }) {
  const words = useWords(findingsText);
  return findings.map((finding, index) => (
    <span key={finding.name} title={finding.reason}>
      {index > 0 && ' · '}
      {words.names[finding.name] ?? finding.name}
      {words.colon}
      {words.values[finding.value] ?? finding.value}
    </span>
  ));
}
