import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { numberWords, ordinalWords } from "./number-words.ts";
import { spokenForm, spokenText } from "./spoken-form.ts";

describe("spokenText", () => {
  it.each([
    ["**Great**, that is *really* good", "Great, that is really good"],
    ["## Our offer\nIt is free.", "Our offer.\nIt is free."],
    ["- first one\n- second one", "first one.\nsecond one"],
    ["1. Plug it in.\n2. Wait.", "1, Plug it in.\n2, Wait."],
    ["Use `reset` now", "Use reset now"],
    ["```js\nrun\n```", "run."],
    ["See [our help page](https://example.com/help?x=1).", "See our help page."],
    ["Thank you 👍🏽! 🇪🇸 👨‍👩‍👧", "Thank you!"],
    ["Fine :) then", "Fine then"],
    ["a_b and _soft_ words", "a_b and soft words"],
    ["2 * 3", "2 * 3"],
    ["Visit https://www.example.com/help.", "Visit example dot com slash help."],
    [
      "Visit example.com, or shop.example.co.uk/a-b!",
      "Visit example dot com, or shop dot example dot co dot uk slash a dash b!",
    ],
    ["Write to jordan@example.com.", "Write to jordan at example dot com."],
    ["j.d_o+x@mail-me.org", "j dot d underscore o plus x at mail dash me dot org"],
    ["Call (415) 555-0100.", "Call four one five, five five five, zero one zero zero."],
    ["Call +14155550100 now", "Call plus one, four one five, five five five, zero one zero zero now"],
    ["Call +44 20 7946 0958.", "Call plus four four, two zero, seven nine four six, zero nine five eight."],
    ["Order 123456", "Order one two three, four five six"],
    ["It is 555-0100.", "It is five five five, zero one zero zero."],
    ["It costs $29.95.", "It costs twenty-nine dollars and ninety-five cents."],
    ["Only $1 or $0.05", "Only one dollar or five cents"],
    ["It was $1,250,000 then", "It was one million two hundred fifty thousand dollars then"],
    ["About $3.5 million.", "About three point five million dollars."],
    ["20 € or £5", "twenty euros or five pounds"],
    ["Save 15% or 2.5%.", "Save fifteen percent or two point five percent."],
    ["the 21st and 3rd", "the twenty-first and third"],
    ["At 3:00 p.m. then", "At three p.m. then"],
    ["At 3:05 pm.", "At three oh five p.m."],
    ["From 9 am, or 15:30", "From nine a.m., or three thirty p.m."],
    ["At 3:00", "At three o'clock"],
    ["On 2026-11-25.", "On November twenty-fifth, twenty twenty-six."],
    [
      "On 11/25/2026 or 25/11/2026",
      "On November twenty-fifth, twenty twenty-six or November twenty-fifth, twenty twenty-six",
    ],
    ["On Nov. 3 or May 5", "On November third or May fifth"],
    ["They may 5 times", "They may 5 times"],
    ["In 2-3 days", "In 2 to 3 days"],
    ["Version 1.5 of 250 pages in 2026", "Version 1.5 of 250 pages in 2026"],
    ["salt & pepper, No. 5", "salt and pepper, number 5"],
    ["Mr. Smith of the U.S.A. and A.B. Jones… well", "Mr. Smith of the U.S.A. and A.B. Jones… well"],
  ])("says %j as %j", (written, spoken) => {
    expect(spokenText(written, "en").trim()).toBe(spoken);
  });

  it.each([
    ["Cuesta 29,95 €.", "Cuesta veintinueve euros con noventa y cinco céntimos."],
    ["Son $1,250.50", "Son mil doscientos cincuenta dólares con cincuenta centavos"],
    ["1.250,50 €", "mil doscientos cincuenta euros con cincuenta céntimos"],
    ["£21", "veintiuna libras"],
    ["21 €", "veintiún euros"],
    ["un 15 % menos", "un quince por ciento menos"],
    ["a las 15:30", "a las tres y treinta de la tarde"],
    ["a la 1:00 p. m.", "a la una de la tarde"],
    ["el 25/11/2026", "el veinticinco de noviembre de dos mil veintiséis"],
    ["el 1.º y la 2ª", "el primero y la segunda"],
    ["ana@ejemplo.es", "ana arroba ejemplo punto es"],
    ["www.ejemplo.es/ayuda", "ejemplo punto es barra ayuda"],
    ["al 612 345 678", "al seis uno dos, tres cuatro cinco, seis siete ocho"],
  ])("says in Spanish %j as %j", (written, spoken) => {
    expect(spokenText(written, "es-MX")).toBe(spoken);
  });

  it("leaves no stroke where one mark stood in the middle of another", () => {
    expect(spokenText("Not ~~Monday~~ ~**~Tuesday.", "en")).toBe("Not Monday Tuesday.");
  });

  it("takes only marks out in a language whose numbers it does not know", () => {
    expect(spokenText("**29,95 €** um 15:30 👍", "de")).toBe("29,95 € um 15:30 ");
  });

  const parts = fc
    .array(
      fc.oneof(
        fc.constantFrom(...("*_`#|[]()>-~!.,:$€%@/ \n0123456789ab👍".match(/./gsu) ?? [])),
        fc.constantFrom(
          "**",
          " [x](http://a.co) ",
          "3:00 p.m.",
          "$29.95",
          "a@b.co",
          "+14155550100",
          " https://x.io/y ",
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 40 },
    )
    .map((list) => list.join(""));

  it("loses nothing of what was written, and leaves no picture and no address", () => {
    fc.assert(
      fc.property(parts, fc.constantFrom("en", "es", "fr"), (text, language) => {
        const pieces = spokenForm(text, language);
        expect(pieces.map((piece) => piece.written).join("")).toBe(text);
        const spoken = spokenText(text, language);
        expect(spoken).not.toMatch(/👍|`|~~/u);
        if (language !== "fr") expect(spoken).not.toMatch(/(?<!\w)https?:\/\/\w/);
      }),
      { numRuns: 500 },
    );
  });

  it("leaves plain speech as it is", () => {
    const word = fc.constantFrom("Yes", "thank", "you", "I", "can", "do", "that", "Mr.", "don't", "well,");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.constantFrom(".", "?", "!"), (list, end) => {
        const text = list.join(" ") + end;
        expect(spokenText(text, "en")).toBe(text);
      }),
    );
  });
});

describe("numbers in words", () => {
  it.each<[number, string, string]>([
    [0, "zero", "cero"],
    [16, "sixteen", "dieciséis"],
    [21, "twenty-one", "veintiuno"],
    [100, "one hundred", "cien"],
    [101, "one hundred one", "ciento uno"],
    [555, "five hundred fifty-five", "quinientos cincuenta y cinco"],
    [1001, "one thousand one", "mil uno"],
    [21_000, "twenty-one thousand", "veintiún mil"],
    [1_000_000, "one million", "un millón"],
    [2_500_031, "two million five hundred thousand thirty-one", "dos millones quinientos mil treinta y uno"],
  ])("%d", (value, english, spanish) => {
    expect(numberWords(value, "en")).toBe(english);
    expect(numberWords(value, "es")).toBe(spanish);
  });

  it("different numbers never sound the same", () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.nat(2_000_000),
        fc.constantFrom("en" as const, "es" as const),
        (a, b, language) => {
          expect(numberWords(a, language) === numberWords(b, language)).toBe(a === b);
        },
      ),
    );
  });

  it.each([
    [1, "first"],
    [12, "twelfth"],
    [20, "twentieth"],
    [33, "thirty-third"],
    [100, "one hundredth"],
  ])("%d is %s", (value, words) => expect(ordinalWords(value)).toBe(words));
});
