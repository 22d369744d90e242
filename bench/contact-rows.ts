const AREAS = [
  "201",
  "212",
  "303",
  "310",
  "312",
  "404",
  "415",
  "503",
  "512",
  "617",
  "646",
  "702",
  "713",
  "718",
  "808",
];
const FIRST = ["Ada", "Zoë", "José", "Grace", "Alan", "Nora", "Øystein", "Mei"];
const LAST = ["Lovelace", "Hopper", "O'Brien", "Müller-Lüdenscheidt", "Turing", "de la Cruz", "Ng"];
export const HEADER = "Phone Number,First Name,Last Name,E-Mail,Company,Notes,Plan\r\n";

/** A small generator of numbers, the same at each run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Row `index` as a CRM might export it: numbers in several spellings, quotes, commas, line breaks, and what is wrong. */
export function contactRow(index: number, random: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] ?? (list[0] as T);
  const kind = random();
  if (kind < 0.01) return "\r\n";
  const place = kind < 0.03 ? Math.floor(random() * index) : index;
  const area = AREAS[place % AREAS.length] ?? "212";
  const rest = Math.floor(place / AREAS.length);
  const exchange = String(200 + (Math.floor(rest / 10_000) % 800)).padStart(3, "0");
  const line = String(rest % 10_000).padStart(4, "0");
  const spellings = [
    `+1${area}${exchange}${line}`,
    `(${area}) ${exchange}-${line}`,
    `1-${area}-${exchange}-${line}`,
    `${area}.${exchange}.${line}`,
  ];
  const phone = kind > 0.98 ? pick(["", "n/a", "12", "1.41556E+10"]) : pick(spellings);
  const first = pick(FIRST);
  const last = pick(LAST);
  const note = pick(["", '"said ""call me"", later"', '"two\r\nlines"', "plain", '"a, b, c"']);
  return `${phone},${first},${last},person${index}@example.com,"Acme, Inc. ${index % 977}",${note},${pick(["gold", "free", ""])}\r\n`;
}
