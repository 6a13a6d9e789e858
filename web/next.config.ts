import type { NextConfig } from 'next';

// Static files by default: `theta serve` and Nginx hand them out without Node. THETA_WEB_OUTPUT=standalone builds
// the Node server of the container instead, which passes /api on to the engine.
const standalone = process.env.THETA_WEB_OUTPUT === 'standalone';
const engine = process.env.THETA_API_URL ?? 'http://127.0.0.1:8000';

const config: NextConfig = {
  output: standalone ? 'standalone' : 'export',
  trailingSlash: !standalone,
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  // `npm run typecheck` looks at all files, tests included; a build does not do it again.
  typescript: { ignoreBuildErrors: true },
  // The API's paths end without a slash.
  skipTrailingSlashRedirect: standalone,
  ...(standalone && {
    rewrites: () => Promise.resolve([{ source: '/api/:path*', destination: `${engine}/api/:path*` }]),
  }),
};

export default config;
