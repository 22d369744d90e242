import "./lite-switches.ts";
import { App } from "@supabase/lite";
import type { Simulator } from "../simulator.ts";
import { type MailCatcher, textOf } from "./caught-mail.ts";
import { FolderStorage } from "./folder-storage.ts";
import { connectLite } from "./lite-connection.ts";
import { MailedLinks } from "./mailed-links.ts";
import { grantStorage, prepareSupabaseRoles } from "./supabase-roles.ts";
import { sendWebResponse, toWebRequest } from "./web-bridge.ts";

export interface SupabaseOptions {
  /** The owner's connection. */
  databaseUrl: string;
  /** Where this simulator is reached: mails link to its `/auth/v1/verify`. */
  url: string;
  /** Where a mail's link may lead back to. */
  publicUrl: string;
  storageDir: string;
  jwtSecret: string;
  publishableKey: string;
  secretKey: string;
  mail: MailCatcher;
  /** A new address has to be confirmed first, as a project may ask. */
  confirmsAddresses?: boolean;
  log: (line: string) => void;
}

/** What is served of Supabase. Its REST API stays shut: our tables are not in it, and Lite's has faults. */
const SERVED = ["/auth/v1/", "/storage/v1/"];
const BUCKETS = ["recordings", "imports"];

/** Auth and Storage of Supabase over the embedded database. Resolves when its own schemas stand (before our migrations). */
export async function createSupabaseSimulator(options: SupabaseOptions): Promise<Simulator> {
  await prepareSupabaseRoles(options.databaseUrl);
  const mailedLinks = new MailedLinks(`${options.publicUrl}/api/v1/auth/callback`, options.jwtSecret);
  const connection = connectLite(options.databaseUrl);
  const app = new App({
    connection,
    project_id: "talky",
    auth: {
      enabled: true,
      enable_signup: true,
      jwt_secret: options.jwtSecret,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      site_url: options.url,
      // Lite takes exact addresses only; hosted Supabase would take a pattern.
      additional_redirect_urls: [options.publicUrl, `${options.publicUrl}/api/v1/auth/callback`],
      minimum_password_length: 8,
      email: { enable_confirmations: options.confirmsAddresses ?? false },
    },
    storage: {
      enabled: true,
      file_size_limit: "512MiB",
      buckets: Object.fromEntries(
        BUCKETS.map((name) => [name, { public: false, file_size_limit: "512MiB" }]),
      ),
    },
    studio: { enabled: false },
    options: {
      drivers: {
        email: {
          send: async (message) => {
            const { to, subject } = message;
            // Lite writes its own address where hosted Supabase writes the one that was asked for.
            const text = textOf(message).replaceAll(
              `redirect_to=${encodeURIComponent(options.url)}`,
              `redirect_to=${encodeURIComponent(mailedLinks.asked())}`,
            );
            const { links } = options.mail.deliver({ to, subject, text });
            options.log(`Mail to ${to}: ${subject} ${links.join(" ")}`);
          },
        },
      },
    },
  });
  // oxlint-disable-next-line no-underscore-dangle -- the only way in that Lite documents
  app._storageAdapter = new FolderStorage(options.storageDir);
  await app.init();
  await app.ensureSystemSchema();
  await grantStorage(options.databaseUrl);
  await makeBuckets(app, options.secretKey);

  return {
    name: "supabase",
    async handle(req, res, url) {
      if (!SERVED.some((prefix) => url.pathname.startsWith(prefix))) return false;
      const peerAddress = req.socket.remoteAddress ?? null;
      const answer = await mailedLinks.during(url, (rest) =>
        app.fetch(toWebRequest(req, rest), { peerAddress }),
      );
      await sendWebResponse(answer, res);
      return true;
    },
    // What people have signed up for and stored is theirs, not the world's: it stays.
    reset: () => undefined,
    close: () => connection.close(),
  };
}

async function makeBuckets(app: App, secretKey: string): Promise<void> {
  const { storage } = app.getClient({ apikey: secretKey });
  const { data: known, error } = await storage.listBuckets();
  if (error) throw error;
  for (const name of BUCKETS.filter((bucket) => !known.some(({ id }) => id === bucket))) {
    const made = await storage.createBucket(name, { public: false, fileSizeLimit: 512 * 1024 * 1024 });
    if (made.error) throw made.error;
  }
}
