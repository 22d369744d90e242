/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // Packages that find their own files or sockets at run time stay outside the bundle.
  serverExternalPackages: ["pg", "bullmq", "ioredis", "pino", "@vonage/server-sdk", "@cartesia/cartesia-js"],
  // Two copies on one machine build into folders of their own.
  distDir: ".next",
};
