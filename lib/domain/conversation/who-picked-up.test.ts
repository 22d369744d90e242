import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isHolding, mayGoOn, whoPickedUp, type Opener } from "./who-picked-up.ts";

const HUMAN = [
  "Hello?",
  "Hi.",
  "Yes?",
  "Hey, who's this?",
  "Hello, this is Sam.",
  "Sam speaking.",
  "Good morning, Sam Lee speaking, how can I help you?",
  "Thank you for calling Bob's Pizza, this is Jenny, how may I help you?",
  "Thanks for calling Acme Dental, can you hold for a second?",
  "Acme Dental, how can I help?",
  "You've reached Dr. Smith's office, this is Ann, how may I help you today?",
  "Front desk.",
  "Hello, who is calling please?",
  "Yeah, go ahead.",
  "Speaking.",
  "Hello? Hello? I can't hear you.",
  "Hi, I'm driving right now, can you call me back in an hour?",
  "Sorry, I can't talk right now.",
  "I'm in a meeting, what is it about?",
  "He's not available right now, can I take a message?",
  "She can't come to the phone right now. Who's calling?",
  "Sam isn't available, would you like to leave a message?",
  "Do you want to leave him a message?",
  "No, Sam's not here, may I ask who's calling?",
  "You have the wrong number.",
  "Whoever you are, stop calling me.",
  "I'm not interested, thank you.",
  "Is this about the appointment on Friday?",
  "Are you a robot?",
  "What do you want?",
  "Oh hi, I was just about to call you, I missed your call earlier.",
  "Wait, let me turn the radio down. Okay, who is it?",
  "Mom? Is that you?",
  "Hello, Lee residence.",
  "Hold on one second. Okay, hi.",
  "Uh, yeah, this is he.",
  "Did you just call me?",
  "Why do you keep calling this number?",
  "Hang on, I'll get her. Mary, it's for you!",
  "Good afternoon, Smith and Sons, Peter here.",
  "Hello, I'm at work, make it quick please.",
  "Sales, this is Kim.",
  "Is it important? I'm having dinner.",
  "Hello, you're speaking with Sam, what can I do for you?",
  "Sorry, we're closed today, how can I help you?",
  "¿Bueno?",
  "¿Diga?",
  "Dígame.",
  "¿Sí? ¿Quién es?",
  "Aló, ¿quién habla?",
  "Hola, buenas tardes.",
  "Hola, soy Ana, ¿en qué puedo ayudarle?",
  "Gracias por llamar a Acme, ¿en qué puedo ayudarle?",
  "¿De parte de quién?",
  "No está disponible, ¿quiere dejarle un mensaje?",
  "Ahora no puedo atenderle, ¿puede llamar más tarde?",
  "Un momento, ya se la paso.",
  "No, se ha equivocado de número.",
  "Estoy trabajando, ¿qué desea?",
  "Sí, soy yo, ¿de qué se trata?",
];

const MACHINE: [Opener, string][] = [
  [
    "voicemail",
    "Hi, you've reached Sam. I can't take your call right now. Please leave a message after the tone.",
  ],
  ["voicemail", "Hey, it's Sam, leave a message."],
  ["voicemail", "This is Sam, leave me your name and number and I'll call you back."],
  ["voicemail", "Your call has been forwarded to an automated voice messaging system."],
  ["voicemail", "Please leave your message after the beep."],
  [
    "voicemail",
    "At the tone, please record your message. When you are finished, hang up or press one for more options.",
  ],
  ["voicemail", "The person you are calling is not available. Please try again later."],
  ["voicemail", "Sorry I missed your call. I'll get back to you as soon as I can."],
  ["voicemail", "You have reached the voicemail box of Sam Lee."],
  ["voicemail", "The mailbox is full and cannot accept any messages at this time. Goodbye."],
  ["voicemail", "Thank you for calling Acme Dental. Our office hours are nine to five."],
  ["voicemail", "You've reached Acme. We're unable to take your call at the moment."],
  ["voicemail", "Hello, you have reached the Lees. We can't come to the phone right now."],
  ["voicemail", "The subscriber you have dialed is not available."],
  ["voicemail", "Please leave a brief message and we will return your call."],
  ["voicemail", "Hi, I'm unavailable, I'll call you back as soon as possible."],
  ["voicemail", "Record your message at the tone."],
  ["voicemail", "Thank you for calling. We are closed for the holidays."],
  ["voicemail", "You know what to do, wait for the beep."],
  [
    "voicemail",
    "I'm not able to answer the phone, but if you leave your name and a short message I'll return your call.",
  ],
  [
    "voicemail",
    "The Google subscriber you have called is not available. Please leave a message after the tone.",
  ],
  ["voicemail", "Hi! Did I miss you? Leave a message after the beep!"],
  ["voicemail", "The wireless customer you are calling is not available at this time."],
  ["voicemail", "Ha llamado al buzón de voz de Ana."],
  ["voicemail", "En este momento no puedo atenderle. Deje su mensaje después de la señal."],
  ["voicemail", "Hola, soy Ana, deja tu mensaje después del tono."],
  ["voicemail", "El teléfono al que llama está apagado o fuera de cobertura."],
  ["voicemail", "La persona a la que llama no está disponible."],
  ["voicemail", "Grabe su mensaje al escuchar el tono."],
  ["voicemail", "Este es el contestador automático de la familia García."],
  ["voicemail", "Gracias por llamar. Nuestro horario de atención es de nueve a seis."],
  ["voicemail", "Se ha comunicado con Acme, no podemos atender su llamada."],
  ["screening", "Please state your name and why you are calling."],
  ["screening", "Hi, if you record your name and reason for calling, I'll see if this person is available."],
  [
    "screening",
    "The person you're calling is using a screening service from Google. Go ahead and say your name and why you're calling.",
  ],
  ["screening", "Please say your name after the tone and Google Voice will try to connect you."],
  ["screening", "Before I connect you, please state the reason for your call."],
  ["screening", "Record your name after the tone and I will see if they are available."],
  ["screening", "Please announce your name."],
  [
    "screening",
    "This call is being screened by an assistant. Tell me who is calling and why you are calling.",
  ],
  ["screening", "To be connected, state your name at the tone."],
  ["screening", "Por favor, diga su nombre y el motivo de su llamada."],
  ["screening", "Indique su nombre después de la señal."],
  ["screening", "Esta llamada se filtra. Explique el motivo de la llamada."],
  ["ivr", "Thank you for calling Acme. For sales, press one. For support, press two."],
  ["ivr", "For English, press 1. Para español, oprima el dos."],
  ["ivr", "Please listen carefully, as our menu options have changed."],
  ["ivr", "Welcome to Acme. If you know your party's extension, dial it now."],
  ["ivr", "Please enter your account number followed by the pound key, or press zero for an operator."],
  ["ivr", "All of our representatives are currently busy. Please stay on the line."],
  ["ivr", "In a few words, please tell me what you are calling about."],
  ["ivr", "To repeat these options, press star."],
  ["ivr", "Main menu. To hear your balance, say balance."],
  ["ivr", "The number you have dialed is not in service."],
  ["ivr", "We're sorry, your call cannot be completed as dialed."],
  ["ivr", "Please say or enter your date of birth."],
  ["ivr", "Bienvenido. Para ventas, marque uno. Para soporte, marque dos."],
  ["ivr", "Si desea hablar con un agente, presione el tres."],
  ["ivr", "Todos nuestros agentes están ocupados."],
  ["ivr", "Escuche las siguientes opciones."],
];

/** How speech comes: about 330 ms a word, each as soon as it was said. */
const MS_A_WORD = 330;
function judgedAsItComes(text: string): { who: Opener | null; atMs: number } {
  const words = text.split(" ");
  for (let n = 1; n <= words.length; n++) {
    const speechMs = n * MS_A_WORD;
    const who = whoPickedUp({ transcript: words.slice(0, n).join(" "), speechMs, isOver: false });
    if (who !== null) return { who, atMs: speechMs };
  }
  const speechMs = words.length * MS_A_WORD;
  return { who: whoPickedUp({ transcript: text, speechMs, isOver: true }), atMs: speechMs };
}

describe("whoPickedUp", () => {
  it.each(HUMAN)("takes %j for a person, at each word and at the end", (text) => {
    expect(judgedAsItComes(text).who).toBe("human");
  });

  it.each(MACHINE)("hears %s in %j", (who, text) => {
    expect(
      whoPickedUp({ transcript: text, speechMs: text.split(" ").length * MS_A_WORD, isOver: true }),
    ).toBe(who);
  });

  it("tells most machines within 2.5 s of their first word, and by their last all of them as some machine", () => {
    const judged = MACHINE.map(([, text]) => judgedAsItComes(text));
    expect(judged.filter(({ who }) => who === "human" || who === null)).toEqual([]);
    const early = judged.filter(({ atMs }) => atMs <= 2500).length;
    expect(early / judged.length).toBeGreaterThan(0.5);
  });

  it("takes no ordinary hello for a machine, however it is put together, spelled and timed", () => {
    const hello = fc.constantFrom(
      "hello",
      "hi",
      "hey",
      "yes",
      "yeah",
      "hola",
      "bueno",
      "diga",
      "aló",
      "sí",
      "speaking",
    );
    const rest = fc.constantFrom(
      "",
      "this is Sam",
      "Sam here",
      "who is this",
      "who's calling",
      "soy Ana",
      "quién es",
      "how can I help you",
      "can you hear me",
      "what is this about",
      "one moment",
      "good morning",
      "buenos días",
      "I'm a little busy",
    );
    const mark = fc.constantFrom("", ".", "?", "!", ",");
    fc.assert(
      fc.property(
        fc.array(fc.tuple(hello, mark), { minLength: 1, maxLength: 3 }),
        rest,
        mark,
        fc.boolean(),
        fc.nat(12_000),
        fc.boolean(),
        (hellos, more, end, isLoud, speechMs, isOver) => {
          const said = `${hellos.map(([word, sign]) => word + sign).join(" ")} ${more}${end}`;
          const transcript = isLoud ? said.toUpperCase() : said;
          expect(whoPickedUp({ transcript, speechMs, isOver })).toBe(isOver ? "human" : null);
        },
      ),
    );
  });

  it("stays with a machine that it has heard, whatever is still said", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MACHINE),
        fc.constantFrom("Thank you.", "Goodbye.", "Gracias."),
        ([who, text], more) => {
          expect(whoPickedUp({ transcript: `${text} ${more}`, speechMs: 5000, isOver: true })).toBe(who);
        },
      ),
    );
  });

  it("says nothing of silence", () => {
    expect(whoPickedUp({ transcript: " ", speechMs: 9000, isOver: true })).toBeNull();
  });
});

describe("mayGoOn", () => {
  it("waits after half a greeting, not after a hello or a question", () => {
    expect(mayGoOn("Hi, you've reached Sam.")).toBe(true);
    expect(mayGoOn("Thank you for calling Acme.")).toBe(true);
    expect(mayGoOn("Hi. The person you are calling uses a screening service.")).toBe(true);
    expect(mayGoOn("Hello?")).toBe(false);
    expect(mayGoOn("Thank you for calling Acme, how can I help?")).toBe(false);
  });
});

describe("isHolding", () => {
  it.each(["Thanks. Please stay on the line.", "Okay, I'm trying to connect you.", "Espere un momento."])(
    "has nothing to answer in %j",
    (text) => expect(isHolding(text)).toBe(true),
  );
  it("answers a hello", () => expect(isHolding("Hello, Sam speaking.")).toBe(false));
});
