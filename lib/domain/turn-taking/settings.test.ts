import { describe, expect, it } from "vitest";
import { turnTakingConfig } from "./config.ts";
import { phrasesFor } from "../conversation/phrases.ts";
import {
  readTurnTakingSettings,
  TURN_TAKING_FIELDS,
  TURN_TAKING_SETTINGS,
  turnTakingSettingsSchema,
} from "./settings.ts";

describe("turn-taking settings", () => {
  it("has each field's default where nothing is set", () => {
    const defaults = Object.entries(TURN_TAKING_FIELDS).map(([name, field]) => [name, field.default]);
    expect(turnTakingSettingsSchema.parse({})).toEqual(Object.fromEntries(defaults));
  });

  it("takes every default for good, and nothing outside its bounds", () => {
    for (const [name, { min, max, default: usual }] of Object.entries(TURN_TAKING_FIELDS)) {
      expect(turnTakingSettingsSchema.safeParse({ [name]: usual }).success).toBe(true);
      expect(turnTakingSettingsSchema.safeParse({ [name]: min - 0.01 }).success).toBe(false);
      expect(turnTakingSettingsSchema.safeParse({ [name]: max + 1 }).success).toBe(false);
    }
  });

  it("refuses an early end that is surer than the end, and takes none at all", () => {
    const sure = { end_of_turn_threshold: 0.6 };
    expect(turnTakingSettingsSchema.safeParse({ ...sure, eager_end_of_turn_threshold: 0.7 }).success).toBe(
      false,
    );
    expect(turnTakingSettingsSchema.safeParse({ ...sure, eager_end_of_turn_threshold: null }).success).toBe(
      true,
    );
  });

  it("reads whatever was stored", () => {
    expect(readTurnTakingSettings(undefined)).toEqual(TURN_TAKING_SETTINGS);
    expect(readTurnTakingSettings(null)).toEqual(TURN_TAKING_SETTINGS);
    expect(readTurnTakingSettings({ silence_ms: "long" })).toEqual(TURN_TAKING_SETTINGS);
    expect(readTurnTakingSettings({ silence_ms: 5000 })).toEqual({
      ...TURN_TAKING_SETTINGS,
      silence_ms: 5000,
    });
  });

  it("rules the call", () => {
    const settings = readTurnTakingSettings({ silence_ms: 5000, max_turns: 7 });
    const config = turnTakingConfig({
      maxDurationMs: 1,
      disclosure: "",
      screeningAnswer: "",
      voicemailMessage: "",
      language: "en",
      greeting: "",
      phrases: phrasesFor("en"),
      settings,
    });
    expect(config).toMatchObject({ silenceMs: 5000, maxTurns: 7, interruptionWords: 2 });
  });
});
