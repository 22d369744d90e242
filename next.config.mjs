/** A build folder of its own for each state of the sources, given by the launcher (`sandbox/launcher/build.mjs`). */
const distDir = process.env.TALKY_DIST_DIR;
/** Everything that the web process needs in one folder, for its image (`Dockerfile.web`). */
const isStandalone = process.env.TALKY_STANDALONE === "1";

/** On every answer, files too. What a page may load and run needs a word of its own for each request: `proxy.ts`. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // To other sites not even the address from which a link led there.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  ...(isStandalone ? { output: "standalone" } : {}),
  // Packages that find their own files or sockets at run time stay outside the bundle.
  serverExternalPackages: [
    "pg",
    "bullmq",
    "ioredis",
    "pino",
    "@vonage/server-sdk",
    "@cartesia/cartesia-js",
    "prom-client",
    "@opentelemetry/api",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/resources",
    "@opentelemetry/sdk-trace-base",
  ],
  headers: async () => [
    { source: "/:path*", headers: Object.entries(HEADERS).map(([key, value]) => ({ key, value })) },
  ],
  distDir: distDir || ".next",
  // To write the cache takes a quarter of a build, and the next one is hardly quicker by it; to make small what never leaves
  // the server takes another third.
  experimental: { turbopackFileSystemCacheForBuild: false, serverMinification: false },
  // One that extends another is left alone by Next, which else would write each folder's name into it.
  // Types are checked by `npm run types`, over all of it; a build that did so again would only take longer.
  typescript: { tsconfigPath: "tsconfig.build.json", ignoreBuildErrors: true },
};
