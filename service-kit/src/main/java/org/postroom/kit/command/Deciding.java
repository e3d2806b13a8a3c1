package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.inbox.CommandKey;

/** The context of one command that is being decided. */
final class Deciding implements CommandContext {
  private static final long VERSION_MASK = 0xFFFFFFFFFFFF0FFFL;
  private static final long VERSION = 0x4000L;
  private static final long VARIANT_MASK = 0x3FFFFFFFFFFFFFFFL;
  private static final long VARIANT = 0x8000000000000000L;

  private final CommandEnvelope command;
  private final int partition;
  private final Instant now;
  private final Mutiny.Session session;
  private final CommandParts parts;
  private final CatchUps catchUps;
  private int ids;
  private Behind behind;

  Deciding(
      CommandEnvelope command,
      int partition,
      Instant now,
      Mutiny.Session session,
      CommandParts parts,
      CatchUps catchUps) {
    this.command = command;
    this.partition = partition;
    this.now = now;
    this.session = session;
    this.parts = parts;
    this.catchUps = catchUps;
  }

  @Override
  public CommandEnvelope command() {
    return command;
  }

  @Override
  public String account() {
    return command.isInternal() || command.caller() == null ? null : command.caller().account();
  }

  @Override
  public int partition() {
    return partition;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String newId(String purpose) {
    ByteBuffer hash =
        ByteBuffer.wrap(
            InternalCommands.hashBytes(
                command.organizationId(), command.commandId(), purpose, Integer.toString(ids++)));
    return new UUID(
            hash.getLong() & VERSION_MASK | VERSION, hash.getLong() & VARIANT_MASK | VARIANT)
        .toString();
  }

  @Override
  public String open(Secret secret, String member) {
    return parts
        .sealer()
        .open(
            secret.value(),
            SecretSealer.member(command.organizationId(), command.commandId(), member));
  }

  @Override
  public Mutiny.Session session() {
    return session;
  }

  @Override
  public Uni<Void> caughtUpWith(BoundedContext owner, String organizationId) {
    if (owner == parts.service().context()) {
      return Uni.createFrom().voidItem();
    }
    Behind view = new Behind(owner, organizationId);
    CatchUps.Verdict verdict =
        catchUps.verdict(new CommandKey(command.organizationId(), command.commandId()), view);
    if (verdict == CatchUps.Verdict.REACHED) {
      return Uni.createFrom().voidItem();
    }
    if (verdict == CatchUps.Verdict.UNAVAILABLE) {
      return Uni.createFrom()
          .failure(
              new OperationRejected(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The service is temporarily unable to decide this request."));
    }
    behind = view;
    return Uni.createFrom().failure(new BehindSignal(owner));
  }

  /** The view to wait for, also when the handler has swallowed the signal; null for none. */
  Behind behind() {
    return behind;
  }
}
