// Whether the web app in this container answers; for its health check.
const answer = await fetch(`http://127.0.0.1:${process.env.PORT ?? 3000}/icon.svg`, { signal: AbortSignal.timeout(4000) });
process.exit(answer.ok ? 0 : 1);
