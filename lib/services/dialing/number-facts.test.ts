import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidateZones, legalPlaces } from "#lib/domain/dialing/lead-place";
import { stateOfContact } from "#lib/domain/places/place-hint";
import { AREA_CODES_BY_STATE } from "#lib/domain/places/area-codes-by-state";
import { US_STATES, zonesOfState } from "#lib/domain/places/us-states";
import { ZONES_BY_COUNTRY } from "#lib/domain/places/zones-by-country";
import { ZONES_BY_PREFIX } from "#lib/domain/places/zones-by-prefix";
import { isTimeZone } from "#lib/domain/settings";
import { readNumberFacts } from "./number-facts.ts";

const offsetNow = (zone: string): string =>
  new Date("2026-07-01T12:00:00Z").toLocaleTimeString("en", { timeZone: zone });
const calling = { timezone: "Europe/Paris" };
const zonesOf = (phoneNumber: string, given: { timezone?: string; state?: string } = {}) =>
  candidateZones(
    { phoneNumber, timezone: given.timezone ?? null, state: given.state ?? null },
    readNumberFacts(phoneNumber),
    calling,
  );
const placesOf = (phoneNumber: string, state: string | null = null) =>
  legalPlaces({ phoneNumber, timezone: null, state }, readNumberFacts(phoneNumber));

describe("what a number tells", () => {
  it.each([
    ["+442071838750", { isValid: true, country: "GB", isCostly: false }],
    ["+19005551234", { isValid: true, country: "US", isCostly: true }],
    ["+447012345678", { isValid: true, country: "GB", isCostly: true }],
    ["+18002255288", { isValid: true, country: "US", isCostly: false }],
    ["+870773111632", { isValid: true, country: null }],
    ["+1911", { isValid: false }],
    ["+112", { isValid: false }],
    ["+44999", { isValid: false }],
  ])("%s", (number, facts) => {
    expect(readNumberFacts(number)).toMatchObject(facts);
  });

  it("gives the zones of a split area code, narrowed where the exchange tells", () => {
    expect(zonesOf("+12082008888")).toEqual(
      expect.arrayContaining(["America/Denver", "America/Los_Angeles"]),
    );
    expect(zonesOf("+12082153333")).toEqual(["America/Los_Angeles"]);
    expect(zonesOf("+12192263333")).toEqual(["America/Chicago"]);
    expect([...zonesOf("+12195003333")].sort()).toEqual(["America/Chicago", "America/New_York"]);
  });

  it("gives all zones of the country for toll-free numbers and for mobile ones that have no area", () => {
    expect(zonesOf("+18002255288")).toEqual(ZONES_BY_COUNTRY["US"]?.split(" "));
    expect(zonesOf("+61412345678")).toEqual(
      expect.arrayContaining(["Australia/Perth", "Australia/Brisbane"]),
    );
    expect(placesOf("+18002255288")).toEqual(["US"]);
  });

  it("goes after what was given, else the state, else the number; a fictional one is on the campaign's clock", () => {
    expect(zonesOf("+14155551234", { timezone: "Asia/Tokyo", state: "TX" })).toEqual(["Asia/Tokyo"]);
    expect(zonesOf("+14155551234", { state: "TX" })).toEqual(zonesOfState("TX"));
    expect(zonesOf("+14155551234")).toEqual(["America/Los_Angeles"]);
    expect(zonesOf("+14155550123")).toEqual(["Europe/Paris"]);
    expect(zonesOf("+870773111632")).toEqual([]);
  });

  it("has the law of the number's state and of the given one, both", () => {
    expect(placesOf("+13055551234")).toEqual(["US-FL"]);
    expect(placesOf("+14155551234", "FL")).toEqual(["US-FL", "US-CA"]);
    expect(placesOf("+18002255288", "FL")).toEqual(["US-FL"]);
    expect(placesOf("+33142685300")).toEqual(["FR"]);
    expect(placesOf("+13055550123")).toEqual([]);
  });

  it("reads a contact's columns, however they are headed", () => {
    expect(stateOfContact({ "ZIP Code": "10001-1234" })).toBe("NY");
    expect(stateOfContact({ postal_code: 94_107 })).toBe("CA");
    expect(stateOfContact({ State: "new york" })).toBe("NY");
    expect(stateOfContact({ state: "Bayern", zip: "SW1A 1AA" })).toBeNull();
    expect(stateOfContact({ zip: "00601", note: "TX" })).toBeNull();
  });

  it("never gives a zone that does not parse, whatever the number", () => {
    for (const zones of [
      ...Object.keys(ZONES_BY_PREFIX).map((key) => key.split("&")),
      ...Object.values(ZONES_BY_COUNTRY).map((text) => text.split(" ")),
      ...US_STATES.map(zonesOfState),
    ]) {
      expect(zones.length).toBeGreaterThan(0);
      expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
    }
    fc.assert(
      fc.property(fc.bigInt({ min: 10_000_000n, max: 999_999_999_999_999n }), (digits) => {
        const facts = readNumberFacts(`+${digits}`);
        const zones = zonesOf(`+${digits}`);
        if (facts.isValid && facts.country !== null) expect(zones.length).toBeGreaterThan(0);
        expect(zones.every(isTimeZone)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("has an area code for every state, none twice, each in one of the state's zones", () => {
    expect(Object.keys(AREA_CODES_BY_STATE).sort()).toEqual([...US_STATES].sort());
    const codes = Object.values(AREA_CODES_BY_STATE).flatMap((text) => text.split(" "));
    expect(new Set(codes).size).toBe(codes.length);
    for (const [state, text] of Object.entries(AREA_CODES_BY_STATE)) {
      const clocks = zonesOfState(state).map(offsetNow);
      for (const code of text.split(" ")) {
        // Alaska's area code reaches to islands that the table counts to Hawaii's clock.
        const ofNumber = zonesOf(`+1${code}2345678`).map(offsetNow);
        expect(
          ofNumber.filter((clock) => clocks.includes(clock)),
          code,
        ).not.toEqual([]);
        if (state !== "AK") expect(clocks, code).toEqual(expect.arrayContaining(ofNumber));
      }
    }
  });
});
