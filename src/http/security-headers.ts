// The headers that keep a browser from doing more with an answer than showing it.
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';

// Answers are data: nothing in them is to be run, framed, guessed at or kept.
const secure = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
});

/** Sets the headers on every answer, whatever answers. */
export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => setSecurityHeaders(request, reply));
}

/** Sets the headers on one answer, for the few that Fastify sends before any hook. */
export function setSecurityHeaders(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.setHeader('cache-control', 'no-store');
  secure(request.raw, reply.raw, (error) => {
    if (error) throw error as Error;
  });
}

const INLINE_SCRIPT = /<script>([^]*?)<\/script>/g;

/** The policy of a page that holds all it needs: exactly its own scripts, and requests to this server alone. */
export function pagePolicy(page: string): string {
  const scripts = [...page.matchAll(INLINE_SCRIPT)].map(([, script = '']) => hashOf(script));
  return [
    "default-src 'none'",
    `script-src ${scripts.join(' ')}`,
    'worker-src blob:',
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashOf(script: string): string {
  return `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
}
