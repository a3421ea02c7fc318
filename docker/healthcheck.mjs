// Exit code 0: the process of this container runs and answers.
const url = `http://127.0.0.1:${process.env.PORT ?? 3000}/health/live`;
const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
