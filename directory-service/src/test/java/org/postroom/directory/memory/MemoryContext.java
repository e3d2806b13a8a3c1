package org.postroom.directory.memory;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.command.CommandContext;

/** A command of a test's caller. Secrets are what they hold; the clock stands still. */
public final class MemoryContext implements CommandContext {
  public static final String ACCOUNT = "111122223333";
  public static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");

  private final CommandEnvelope command;
  private final Runnable catchingUp;
  private final Instant now;
  private int ids;

  private MemoryContext(String organizationId, String account, Runnable catchingUp, Instant now) {
    Caller caller =
        new Caller(account, "arn:aws:iam::" + account + ":user/admin", "AKIA", "127.0.0.1", "");
    this.command =
        new CommandEnvelope(
            organizationId,
            "Test",
            UUID.randomUUID().toString(),
            null,
            null,
            null,
            caller,
            null,
            null,
            null,
            new byte[0]);
    this.catchingUp = catchingUp;
    this.now = now;
  }

  /** A command of {@link #ACCOUNT}. */
  public static MemoryContext of(String organizationId) {
    return at(organizationId, NOW);
  }

  /** A command of {@link #ACCOUNT} at another time. */
  public static MemoryContext at(String organizationId, Instant now) {
    return new MemoryContext(organizationId, ACCOUNT, () -> {}, now);
  }

  /** A command of another account. */
  public static MemoryContext of(String organizationId, String account) {
    return new MemoryContext(organizationId, account, () -> {}, NOW);
  }

  /** A command during which the view learns something when it is made to catch up. */
  public static MemoryContext catchingUp(String organizationId, Runnable learning) {
    return new MemoryContext(organizationId, ACCOUNT, learning, NOW);
  }

  @Override
  public CommandEnvelope command() {
    return command;
  }

  @Override
  public int partition() {
    return 7;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public String newId(String purpose) {
    String cause = command.commandId() + purpose + ids++;
    return UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)).toString();
  }

  @Override
  public String open(Secret secret, String member) {
    return secret.value();
  }

  @Override
  public Mutiny.Session session() {
    return null;
  }

  @Override
  public Uni<Void> caughtUpWith(BoundedContext owner, String organizationId) {
    return Uni.createFrom().voidItem().invoke(catchingUp);
  }
}
