package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.event.EventType;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.ProcessDefinition;
import org.postroom.kit.process.ProcessInstance;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/**
 * The toy context's process: it asks the directory and the export context, says so in events, and
 * gives up after a quarter of an hour. The directory confirms by resetting the password of a user
 * whose id is the process's, and refuses by deregistering it, the type being the reason.
 */
@Singleton
public class ToyProcess implements ProcessDefinition {
  /** How long it waits for answers. */
  public static final Duration TIME_LIMIT = Duration.ofMinutes(15);

  private static final Duration BACKOFF = Duration.ofSeconds(1);

  @Override
  public String kind() {
    return "toy";
  }

  @Override
  public Set<BoundedContext> participants() {
    return Set.of(BoundedContext.DIRECTORY, BoundedContext.EXPORT);
  }

  @Override
  public Uni<Outcome<Void>> request(ProcessInstance process, int attempt, CommandContext context) {
    return told("asked " + attempt, process);
  }

  @Override
  public Uni<Outcome<Void>> confirmed(ProcessInstance process, CommandContext context) {
    return told("confirmed", process);
  }

  @Override
  public Uni<Outcome<Void>> refused(
      ProcessInstance process, String reason, CommandContext context) {
    return told("refused: " + reason, process);
  }

  @Override
  public Duration backoff(int attempt) {
    return BACKOFF;
  }

  @Override
  public Optional<Duration> timeLimit() {
    return Optional.of(TIME_LIMIT);
  }

  private static Uni<Outcome<Void>> told(String what, ProcessInstance process) {
    return Uni.createFrom()
        .item(Outcome.none().emitting(new ToyEvents.NameTaken(what, process.id())));
  }

  /** Starts one. */
  public record Start(String processId) {
    public static final InternalCommandType<Start> TYPE =
        InternalCommandType.of("StartToyProcess", Start.class);
  }

  @Singleton
  static class StartHandler implements InternalCommandHandler<Start> {
    private final Processes processes;

    StartHandler(Processes processes) {
      this.processes = processes;
    }

    @Override
    public InternalCommandType<Start> type() {
      return Start.TYPE;
    }

    @Override
    public Uni<Outcome<Void>> handle(Start data, CommandContext context) {
      return Uni.createFrom()
          .item(processes.start(Outcome.none(), "toy", data.processId(), context));
    }
  }

  @Singleton
  static class Confirmed implements ViewHandler<UserPasswordReset> {
    private final Processes processes;

    Confirmed(Processes processes) {
      this.processes = processes;
    }

    @Override
    public EventType<UserPasswordReset> type() {
      return DirectoryEvents.USER_PASSWORD_RESET;
    }

    @Override
    public Uni<Void> apply(UserPasswordReset event, ViewContext context) {
      processes.confirmed(event.userId(), context);
      return Uni.createFrom().voidItem();
    }
  }

  @Singleton
  static class Refused implements ViewHandler<EntityDeregistered> {
    private final Processes processes;

    Refused(Processes processes) {
      this.processes = processes;
    }

    @Override
    public EventType<EntityDeregistered> type() {
      return DirectoryEvents.ENTITY_DEREGISTERED;
    }

    @Override
    public Uni<Void> apply(EntityDeregistered event, ViewContext context) {
      processes.refused(event.entityId(), event.entityType(), context);
      return Uni.createFrom().voidItem();
    }
  }
}
