/** The calls begin one after the other, about as long as a question and its answer take: nobody's turns keep step. */
export const DIAL_WITHIN_MS = 8000;
