/** A value for machines: one JSON document, ended by a newline. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
