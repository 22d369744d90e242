/** Dates, amounts and network addresses are digits and signs too. */
const OTHER =
  /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:\s|$)|^\d+[.,]\d{1,2}$|^\d{1,3}(?:\.\d{1,3}){3}$/;

/** Whether a cell looks like a phone number, at a glance: it says nothing of its being valid. */
export function looksLikePhone(cell: string): boolean {
  const text = cell.trim().replace(/^(?:=?"|'|tel:)/i, "");
  if (text.length < 6 || text.length > 60 || OTHER.test(text)) return false;
  const digits = text.replaceAll(/[^\p{Nd}]/gu, "").length;
  if (digits < 6 || digits > 15) return false;
  return (
    /^[+(\p{Nd}０-９]/u.test(text) &&
    !/[\p{L}@_]/u.test(text.replace(/\s*(?:ext|extension|x|durchwahl)\.?\s*\d+$/i, ""))
  );
}
