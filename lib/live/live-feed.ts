import { createPostgresRelayBackend, Relay } from "bullmq";
import { z } from "zod";
import { promptly, type QueueConnection } from "#lib/queue/connection";
import type { LiveMessage, LivePublisher, LiveSubscriber } from "./port.ts";

const messageSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("call.inbox"), callId: z.string() }),
  z.object({ type: z.literal("call.hangup"), callId: z.string(), by: z.string() }),
  z.object({ type: z.literal("campaign.changed"), campaignId: z.string() }),
  z.object({ type: z.literal("tenant.watched"), tenantId: z.string() }),
  z.object({ type: z.literal("tenant.news"), tenantId: z.string() }),
  z.object({
    type: z.literal("call.saying"),
    tenantId: z.string(),
    campaignId: z.string(),
    callId: z.string(),
    role: z.enum(["agent", "callee"]),
    text: z.string(),
  }),
]) satisfies z.ZodType<LiveMessage>;

const NAMESPACE = "talky";
const TOPIC = "live";

const asError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error("the live feed failed");

export interface LiveFeed extends LivePublisher, LiveSubscriber {
  close(): Promise<void>;
}

/**
 * The feed over BullMQ's relay, on whatever the queue lives on. The relay is called experimental upstream: nothing
 * outside this file knows of it. `onTrouble` hears what went wrong; nobody else does.
 */
export function createLiveFeed(
  connection: QueueConnection,
  onTrouble: (error: Error) => void = () => undefined,
): LiveFeed {
  let relay: Relay | null = null;
  let isClosed = false;
  const open = (): Relay => {
    relay ??=
      connection.kind === "redis"
        ? new Relay({ connection: connection.redis, prefix: connection.prefix, namespace: NAMESPACE })
        : new Relay({
            connection: connection.pool,
            backend: createPostgresRelayBackend,
            namespace: NAMESPACE,
          });
    if (relay.listenerCount("error") === 0) relay.on("error", onTrouble);
    return relay;
  };

  return {
    async publish(message) {
      if (isClosed) return;
      try {
        await promptly(connection, () => open().publish(TOPIC, message));
      } catch (thrown) {
        onTrouble(asError(thrown));
      }
    },
    async subscribe(onMessage) {
      const subscription = await open().subscribe(TOPIC, (received) => {
        const message = messageSchema.safeParse(received.data);
        if (message.success) onMessage(message.data);
      });
      return async () => {
        await subscription.unsubscribe().catch((thrown: unknown) => onTrouble(asError(thrown)));
      };
    },
    async close() {
      isClosed = true;
      await relay?.close().catch((thrown: unknown) => onTrouble(asError(thrown)));
    },
  };
}
