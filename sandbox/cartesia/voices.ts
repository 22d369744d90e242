import type { FliteVoice } from "../speech/spoken.ts";

/** A voice in the shape of `GET /voices`. They are Flite's, and their names say so. */
export interface CartesiaVoice {
  id: string;
  name: string;
  tagline: string;
  description: string;
  gender: "feminine" | "masculine";
  language: "en";
  country: string;
  locales: { locale: string; is_native: boolean }[];
  access: "public";
  visibility: "all";
  is_owner: false;
  created_at: string;
}

const VOICES: { flite: FliteVoice; voice: CartesiaVoice }[] = [
  describe("slt", "a0e99841-438c-4a64-b679-ae501e7d6091", "feminine", "US", "Woman, American"),
  describe("rms", "5b1f8f4e-5c3d-4d0c-9a55-0b6f6a3f1c20", "masculine", "US", "Man, American"),
  describe("awb", "c2d7f0a4-0e35-4a3e-8a6b-7f5d1d9e2b41", "masculine", "GB", "Man, Scottish"),
  describe("kal", "e91b6a2c-77d0-4f52-b0a8-3c4f9d8e5a62", "masculine", "US", "Man, American, synthetic"),
];

export function listVoices(): CartesiaVoice[] {
  return VOICES.map(({ voice }) => voice);
}

export function findVoice(id: string): { flite: FliteVoice; voice: CartesiaVoice } | null {
  return VOICES.find(({ voice }) => voice.id === id) ?? null;
}

function describe(
  flite: FliteVoice,
  id: string,
  gender: CartesiaVoice["gender"],
  country: "US" | "GB",
  tagline: string,
): { flite: FliteVoice; voice: CartesiaVoice } {
  const voice: CartesiaVoice = {
    id,
    name: `Flite ${flite}`,
    tagline,
    description: `CMU Flite's voice ${flite}, spoken on this machine by the sandbox.`,
    gender,
    language: "en",
    country,
    locales: [{ locale: `en-${country}`, is_native: true }],
    access: "public",
    visibility: "all",
    is_owner: false,
    created_at: "2026-01-01T00:00:00Z",
  };
  return { flite, voice };
}
