/** The form of a `NewsDate` for a person to type; the engine checks it again. */
const pattern =
  /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?)?)?)?$/;

/** What was typed, with the space between date and time that people write turned into the `T` that the form wants. */
export function normaliseDateInput(text: string): string {
  return text.trim().replace(/^(\d{4}-\d{2}-\d{2})\s+(\d{2}:)/, '$1T$2');
}

/** What is wrong with a typed date, for the person; null when it is right or empty. */
export function checkDateInput(text: string): string | null {
  const value = normaliseDateInput(text);
  return value === '' || pattern.test(value)
    ? null
    : 'Use 2024, 2024-10, 2024-10-16 or 2024-10-16 20:30';
}
