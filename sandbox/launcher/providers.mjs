/**
 * Which parts of the world are real: those whose own variables stand in `.env`. The shell's do not count, so that a key
 * that is there by chance never places a real call.
 */
const PROVIDERS = [
  {
    part: "vonage",
    label: "Vonage",
    chosenBy: [
      "VONAGE_APPLICATION_ID",
      "VONAGE_PRIVATE_KEY",
      "VONAGE_PRIVATE_KEY_PATH",
      "VONAGE_SIGNATURE_SECRET",
      "VONAGE_API_KEY",
    ],
    needs: [
      ["VONAGE_APPLICATION_ID"],
      ["VONAGE_PRIVATE_KEY", "VONAGE_PRIVATE_KEY_PATH"],
      ["VONAGE_SIGNATURE_SECRET"],
      ["VONAGE_API_KEY"],
      ["VONAGE_FROM_NUMBER"],
      ["TALKY_PUBLIC_URL"],
      ["TALKY_WORKER_PUBLIC_URL"],
    ],
    takes: [
      "VONAGE_APPLICATION_ID",
      "VONAGE_PRIVATE_KEY",
      "VONAGE_PRIVATE_KEY_PATH",
      "VONAGE_SIGNATURE_SECRET",
      "VONAGE_API_KEY",
      "VONAGE_FROM_NUMBER",
      "VONAGE_API_HOST",
      "VONAGE_CALLS_PER_SECOND",
    ],
  },
  keyed("deepgram", "Deepgram", ["DEEPGRAM_BASE_URL", "DEEPGRAM_VOICE"]),
  keyed("groq", "Groq", ["GROQ_BASE_URL", "GROQ_MODEL", "GROQ_FALLBACK_MODEL", "GROQ_TRANSCRIPTION_MODEL"]),
  keyed("cartesia", "Cartesia", ["CARTESIA_BASE_URL", "CARTESIA_MODEL", "CARTESIA_VOICE_ID"]),
  // Nothing stands in for it: without it Groq's second model is the last resort.
  {
    part: "openai_compatible",
    label: "an OpenAI-compatible endpoint",
    chosenBy: ["OPENAI_COMPATIBLE_BASE_URL", "OPENAI_COMPATIBLE_MODEL", "OPENAI_COMPATIBLE_API_KEY"],
    needs: [["OPENAI_COMPATIBLE_BASE_URL"], ["OPENAI_COMPATIBLE_MODEL"]],
    takes: ["OPENAI_COMPATIBLE_BASE_URL", "OPENAI_COMPATIBLE_MODEL", "OPENAI_COMPATIBLE_API_KEY"],
  },
  {
    part: "database",
    label: "Supabase and its database",
    chosenBy: [
      "DATABASE_URL",
      "DATABASE_DIRECT_URL",
      "TALKY_WORKER_DATABASE_URL",
      "SUPABASE_URL",
      "SUPABASE_SECRET_KEY",
    ],
    needs: [
      ["DATABASE_URL"],
      ["TALKY_WORKER_DATABASE_URL"],
      ["SUPABASE_URL"],
      ["SUPABASE_PUBLISHABLE_KEY"],
      ["SUPABASE_SECRET_KEY"],
    ],
    takes: [],
  },
];

function keyed(part, label, others) {
  const key = `${part.toUpperCase()}_API_KEY`;
  return { part, label, chosenBy: [key], needs: [[key]], takes: [key, ...others] };
}

/**
 * @param {Record<string, string>} file the variables of `.env`
 * @returns {{part: string, label: string, isReal: boolean, variables: Record<string, string>}[]}
 */
export function chooseProviders(file) {
  const problems = [];
  const chosen = PROVIDERS.map(({ part, label, chosenBy, needs, takes }) => {
    const isReal = chosenBy.some((name) => file[name]);
    const missing = isReal ? needs.filter((oneOf) => !oneOf.some((name) => file[name])) : [];
    if (missing.length > 0)
      problems.push(
        `.env asks for the real ${label} (${chosenBy.find((name) => file[name])}), but these are missing: ` +
          `${missing.map((oneOf) => oneOf.join(" or ")).join(", ")}.`,
      );
    const given = isReal ? takes.filter((name) => file[name]) : [];
    return { part, label, isReal, variables: Object.fromEntries(given.map((name) => [name, file[name]])) };
  });
  if (problems.length > 0) throw new Error(`${problems.join("\n")}\nSee .env.example.`);
  return chosen;
}
