/** Text from outside, safe to show: what controls a terminal, or turns the direction of text, is written out instead. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu, written)

const written = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
