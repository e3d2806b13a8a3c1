package org.postroom.policy.directoryview.application;

import static org.postroom.contract.operation.BoundedContext.DIRECTORY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.kit.directory.KnownEntity;
import org.postroom.kit.directory.Match;
import org.postroom.kit.query.QueryContext;

/**
 * Finds the users that callers' identifiers mean. The view of the directory may lag: nobody is
 * refused, and no name or address is believed, before the view has caught up with the directory. A
 * command believes an id whose user is known at once, because what it does for one who has gone
 * meanwhile comes to nothing or is cleaned up; a query, whose answer nothing sets right, does not.
 * What is no user counts as not found.
 */
@Singleton
public class UserIdentification {
  private final DirectoryEntities entities;

  UserIdentification(DirectoryEntities entities) {
    this.entities = entities;
  }

  /** The living user with this id, primary address, alias or name, else EntityNotFound. */
  public Uni<KnownEntity> require(CommandContext context, String identifier) {
    return require(context, List.of(identifier), false).map(found -> found.get(identifier));
  }

  /**
   * As {@link #require}, but not even an id is believed before the view has caught up: for commands
   * that succeed without leaving anything that could be cleaned up when the user has gone.
   */
  public Uni<KnownEntity> requireSurely(CommandContext context, String identifier) {
    return context.caughtUpWith(DIRECTORY).chain(() -> require(context, identifier));
  }

  /** As {@link #require}, and EntityState for a user who is not ENABLED. */
  public Uni<KnownEntity> requireEnabled(CommandContext context, String identifier) {
    return requireAllEnabled(context, List.of(identifier)).map(found -> found.get(identifier));
  }

  /** As {@link #requireEnabled}, for many at once, by the identifier they were named with. */
  public Uni<Map<String, KnownEntity>> requireAllEnabled(
      CommandContext context, Collection<String> identifiers) {
    return require(context, identifiers, true);
  }

  /** Every one is the id of a living user, else EntityNotFound. */
  public Uni<Void> requireIds(CommandContext context, Collection<String> ids) {
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Supplier<Uni<Map<String, Match>>> look =
        () -> entities.findIds(context.session(), context.organizationId(), ids, context.now());
    return surely(context, look, found -> new Users(ids, found, false)).replaceWithVoid();
  }

  /** The living user with this id, primary address, alias or name, else EntityNotFound. */
  public Uni<KnownEntity> require(QueryContext context, String organizationId, String identifier) {
    return require(context, organizationId, identifier, false);
  }

  /** As {@link #require}, and EntityState for a user who is not ENABLED. */
  public Uni<KnownEntity> requireEnabled(
      QueryContext context, String organizationId, String identifier) {
    return require(context, organizationId, identifier, true);
  }

  /** This is the id of a living user, else EntityNotFound. */
  public Uni<KnownEntity> requireId(QueryContext context, String organizationId, String id) {
    Supplier<Uni<Map<String, Match>>> look =
        () -> entities.findIds(context.session(), organizationId, List.of(id), context.now());
    return surely(context, organizationId, look, found -> new Users(List.of(id), found, false))
        .map(found -> found.get(id));
  }

  private Uni<Map<String, KnownEntity>> require(
      CommandContext context, Collection<String> identifiers, boolean enabled) {
    return surely(
        context,
        () -> find(context.session(), context.organizationId(), identifiers, context.now()),
        found -> new Users(identifiers, found, enabled));
  }

  private Uni<KnownEntity> require(
      QueryContext context, String organizationId, String identifier, boolean enabled) {
    List<String> identifiers = List.of(identifier);
    return surely(
            context,
            organizationId,
            () -> find(context.session(), organizationId, identifiers, context.now()),
            found -> new Users(identifiers, found, enabled))
        .map(found -> found.get(identifier));
  }

  private Uni<Map<String, Match>> find(
      Mutiny.Session session, String organizationId, Collection<String> identifiers, Instant now) {
    return entities.find(session, organizationId, identifiers, now);
  }

  /** Looks, and looks again after having caught up when the first look cannot be relied on. */
  private static Uni<Map<String, KnownEntity>> surely(
      CommandContext context,
      Supplier<Uni<Map<String, Match>>> look,
      Function<Map<String, Match>, Users> judge) {
    return look.get()
        .map(judge)
        .chain(
            first ->
                first.refusal() == null && first.areIds()
                    ? Uni.createFrom().item(first)
                    : context.caughtUpWith(DIRECTORY).chain(() -> look.get()).map(judge))
        .map(Users::required);
  }

  /**
   * Looks after having caught up; with the directory away what the view has is enough to answer.
   */
  private static Uni<Map<String, KnownEntity>> surely(
      QueryContext context,
      String organizationId,
      Supplier<Uni<Map<String, Match>>> look,
      Function<Map<String, Match>, Users> judge) {
    return context
        .caughtUpWith(DIRECTORY, organizationId)
        .chain(() -> look.get())
        .map(judge)
        .chain(
            first ->
                first.refusal() == null
                    ? Uni.createFrom().item(first)
                    : context.sureOf(DIRECTORY, organizationId).chain(() -> look.get()).map(judge))
        .map(Users::required);
  }

  /** What was looked for and what was found. */
  private record Users(Collection<String> identifiers, Map<String, Match> found, boolean enabled) {

    /** Why the caller is refused; null when all are as required. */
    OperationRejected refusal() {
      if (!identifiers.stream().allMatch(this::isFound)) {
        return new OperationRejected(ErrorCode.ENTITY_NOT_FOUND, "The user does not exist.");
      }
      return !enabled || found.values().stream().allMatch(match -> match.entity().isEnabledUser())
          ? null
          : new OperationRejected(ErrorCode.ENTITY_STATE, "The user is not ENABLED.");
    }

    /** A tombstone is found where only the state is amiss then. */
    private boolean isFound(String identifier) {
      Match match = found.get(identifier);
      return match != null && (enabled ? match.entity().isUser() : match.entity().isLivingUser());
    }

    boolean areIds() {
      return found.values().stream().allMatch(Match::byId);
    }

    Map<String, KnownEntity> required() {
      OperationRejected refusal = refusal();
      if (refusal != null) {
        throw refusal;
      }
      Map<String, KnownEntity> users = new HashMap<>();
      found.forEach((identifier, match) -> users.put(identifier, match.entity()));
      return users;
    }
  }
}
