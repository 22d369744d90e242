/** Numbers set aside for fiction: they reach nobody. NANP 555-0100…0199, and Ofcom's for the United Kingdom. */
const RESERVED = [
  /^\+1[2-9]\d{2}55501\d{2}$/,
  /^\+447700900\d{3}$/,
  /^\+441632960\d{3}$/,
  /^\+442079460\d{3}$/,
];

export function isReservedNumber(phoneNumber: string): boolean {
  return RESERVED.some((pattern) => pattern.test(phoneNumber));
}
