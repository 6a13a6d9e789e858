// Files chosen on one page for the import that another page does. A File cannot travel in an address.

let waiting: File[] = [];

export function leaveFiles(files: File[]) {
  waiting = files;
}

export function takeFiles(): File[] {
  const files = waiting;
  waiting = [];
  return files;
}

/** Pasted text as a file: one line, one document. */
export function textFile(text: string): File {
  return new File([text.endsWith('\n') ? text : `${text}\n`], 'pasted.txt', { type: 'text/plain' });
}
