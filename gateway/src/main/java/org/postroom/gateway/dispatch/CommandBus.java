package org.postroom.gateway.dispatch;

import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationKind;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.InFlight.Place;
import org.postroom.gateway.request.PreparedOperation;
import org.postroom.gateway.secret.PasswordHasher;

/**
 * Turns a call into a command on Kafka and its reply into an answer. Secrets are sealed, and login
 * passwords hashed, before anything leaves the process. No call blocks the calling thread.
 */
@Singleton
public class CommandBus {
  private static final Logger LOG = Logger.getLogger(CommandBus.class);

  /**
   * Commands that Kafka could not take are refused by the gateway; brokers have their own limit.
   */
  private static final int MAX_PAYLOAD = 2 * 1024 * 1024;

  private static final String AWAY = "The request cannot be taken at the moment; please try again.";

  private final SecretSealer sealer;
  private final PasswordHasher hasher;
  private final InFlight inFlight;
  private final PendingReplies pending;
  private final CommandSender sender;
  private final KafkaProbe kafka;
  private final ReplyPlace replies;
  private final CommandIds ids;
  private final Clock clock;
  private final Duration patience;

  CommandBus(
      GatewayConfig config,
      SecretSealer sealer,
      PasswordHasher hasher,
      InFlight inFlight,
      PendingReplies pending,
      CommandSender sender,
      KafkaProbe kafka,
      ReplyPlace replies,
      SecureRandom random,
      Clock clock) {
    this.sealer = sealer;
    this.hasher = hasher;
    this.inFlight = inFlight;
    this.pending = pending;
    this.sender = sender;
    this.kafka = kafka;
    this.replies = replies;
    this.ids = new CommandIds(config.region(), random);
    this.clock = clock;
    this.patience = config.gateway().deadline();
  }

  /**
   * Sends a command and answers the call when its reply is there.
   *
   * @throws OperationRejected when it cannot be taken; the call's answer is not used then
   */
  public <Q> void send(Call<Q> call) {
    if (!kafka.isNear()) {
      throw new OperationRejected(ErrorCode.SERVICE_UNAVAILABLE, AWAY);
    }
    Operation<Q, ?> row = call.operation().row();
    Place place = inFlight.take(row.context(), OperationKind.COMMAND, call.caller().account());
    Consumer<Answer> onAnswer =
        answer -> {
          place.release();
          call.onAnswer().accept(answer);
        };
    try {
      prepare(call, onAnswer);
    } catch (RuntimeException e) {
      place.release();
      throw e;
    }
  }

  private <Q> void prepare(Call<Q> call, Consumer<Answer> onAnswer) {
    PreparedOperation<Q> operation = call.operation();
    Q request = call.request();
    byte[] digested = operation.digestInput(request);
    String digest = sealer.digest(digested);
    String clientToken = operation.row().clientToken().apply(request);
    String organization = operation.row().organizationId().apply(request);
    if (organization == null) {
      organization = ids.newOrganizationId(call, clientToken);
    }
    Draft<Q> draft =
        new Draft<>(
            call,
            organization,
            ids.commandId(call, organization, digest),
            otherIds(call, organization, digested),
            digest,
            clientToken,
            clock.instant().plus(patience),
            onAnswer);
    Secret password = operation.loginPassword(request);
    if (operation.isCarriedAsDigested()) {
      send(draft, digested);
    } else if (password == null || password.value() == null) {
      send(draft, sealed(draft, null));
    } else {
      hasher
          .digest(password.value())
          .whenComplete(
              (verdict, failure) -> {
                try {
                  if (failure != null) {
                    throw new IllegalStateException("a password could not be hashed", failure);
                  }
                  send(draft, sealed(draft, verdict));
                } catch (OperationRejected e) {
                  onAnswer.accept(Answer.of(e));
                } catch (RuntimeException e) {
                  LOG.errorf(
                      e,
                      "Command could not be made: operation=%s requestId=%s",
                      operation,
                      call.requestId());
                  onAnswer.accept(
                      Answer.error(
                          ErrorCode.INTERNAL_FAILURE, "The request could not be handled."));
                }
              });
    }
  }

  /** Around a change of the keys a retry may have been sent under another id before. */
  private List<String> otherIds(Call<?> call, String organization, byte[] digested) {
    return call.invocationId() == null
        ? List.of()
        : sealer.otherDigests(digested, clock.instant()).stream()
            .map(digest -> ids.commandId(call, organization, digest))
            .toList();
  }

  private <Q> byte[] sealed(Draft<Q> draft, PasswordDigest verdict) {
    return Json.write(
        draft
            .call
            .operation()
            .replaceSecrets(
                draft.call.request(),
                (member, isLoginPassword, text) ->
                    sealer.seal(
                        isLoginPassword && verdict != null ? verdict.encode() : text,
                        SecretSealer.member(draft.organization, draft.commandId, member))));
  }

  private void send(Draft<?> draft, byte[] payload) {
    if (payload.length > MAX_PAYLOAD) {
      throw new OperationRejected(
          ErrorCode.REQUEST_ENTITY_TOO_LARGE, "The request is too large to be handled.");
    }
    Call<?> call = draft.call;
    CommandEnvelope envelope =
        new CommandEnvelope(
            draft.organization,
            call.operation().name(),
            draft.commandId,
            call.requestId(),
            draft.digest,
            draft.clientToken,
            call.caller(),
            draft.deadline,
            replies.address(),
            call.traceParent(),
            payload);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            call.operation().row().context().commandTopic(), draft.organization, payload);
    envelope.headers().forEach(record.headers()::add);
    if (!draft.otherIds.isEmpty()) {
      byte[] others = String.join(",", draft.otherIds).getBytes(StandardCharsets.UTF_8);
      record.headers().add(MessageHeader.OTHER_COMMAND_IDS, others);
    }
    pending.register(call.requestId(), draft.deadline, draft.onAnswer);
    sender.send(
        record,
        draft.deadline,
        () ->
            pending.complete(
                call.requestId(),
                Answer.error(ErrorCode.SERVICE_UNAVAILABLE, AWAY).ofUnknownOutcome()));
  }

  /** Takes a reply addressed to this gateway; one that nobody waits for any more is dropped. */
  void onReply(ReplyEnvelope reply) {
    Answer answer =
        reply.error() == null
            ? Answer.ok(Buffer.buffer(reply.body()))
            : Answer.error(reply.error(), new String(reply.body(), StandardCharsets.UTF_8));
    pending.complete(
        reply.requestId(), answer.audited(reply.isAudited(), reply.auditedRequestId()));
  }

  private record Draft<Q>(
      Call<Q> call,
      String organization,
      String commandId,
      List<String> otherIds,
      String digest,
      String clientToken,
      Instant deadline,
      Consumer<Answer> onAnswer) {}
}
