package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/**
 * A kind of process across contexts, run by the context that owns it: it asks every participant,
 * again and again with backoff, until each has confirmed or one has refused. A CDI bean. All
 * methods are called by the organization's single writer and only decide.
 */
public interface ProcessDefinition {
  /** The stable name of the kind. */
  String kind();

  /** Who must confirm; fixed when an instance starts. */
  Set<BoundedContext> participants();

  /** The events that ask the participants; {@code attempt} counts from 1. */
  Uni<Outcome<Void>> request(ProcessInstance process, int attempt, CommandContext context);

  /** Every participant has confirmed. The process is over. */
  Uni<Outcome<Void>> confirmed(ProcessInstance process, CommandContext context);

  /** A participant has refused, or the time is up. The process is over. */
  Uni<Outcome<Void>> refused(ProcessInstance process, String reason, CommandContext context);

  /** How long to wait for answers after this attempt before the next. */
  Duration backoff(int attempt);

  /** After this time an unconfirmed process counts as refused; empty: it never gives up. */
  default Optional<Duration> timeLimit() {
    return Optional.empty();
  }
}
