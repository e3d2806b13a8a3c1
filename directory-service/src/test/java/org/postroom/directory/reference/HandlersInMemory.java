package org.postroom.directory.reference;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.message.Caller;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.application.UserGlances;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/**
 * The service's handlers over repositories in memory, put together as the container does it. What
 * they change is applied as the kit does it, internal commands at once.
 *
 * <p>Beyond the answers it checks that a refused call changes nothing, and that an accepted one has
 * an event exactly if something is different then.
 */
final class HandlersInMemory extends RealDirectory {
  private static final String PACKAGE = "org.postroom.directory.";
  private static final List<String> SUBJECTS =
      List.of("user", "group", "resource", "registration", "address", "mailbox", "permission");

  private static final Map<String, Class<?>> TYPES = new ConcurrentHashMap<>();

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final ListingsInMemory listings = new ListingsInMemory(directory);
  private final List<Object> beans = new ArrayList<>();
  private final Map<String, Object> handlers = new HashMap<>();
  private List<Map<String, ?>> state;

  HandlersInMemory(String verifiedDomain, String pendingDomain) {
    super(Handling.ORGANIZATION);
    handling.given(OrganizationState.ACTIVE);
    directory.mailDomains.know(verifiedDomain, "VERIFIED");
    directory.mailDomains.know(pendingDomain, "PENDING");
    beans.add(
        new PageTokens(
            new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom()),
            Clock.fixed(MemoryContext.NOW, ZoneOffset.UTC)));
    beans.addAll(listings.leftToTheDatabase());
    beans.add((UserGlances) (organization, identifier) -> Uni.createFrom().item(Optional.empty()));
    for (Field field : MemoryDirectory.class.getFields()) {
      beans.add(unchecked(() -> field.get(directory)));
    }
    state = state();
  }

  @Override
  protected <Q, R> R call(Operation<Q, R> operation, Q request) {
    Object handler = handler(operation.name());
    if (handler instanceof QueryHandler<?, ?> query) {
      @SuppressWarnings("unchecked")
      QueryHandler<Q, R> typed = (QueryHandler<Q, R>) query;
      try {
        return typed.handle(request, new MemoryQuery()).await().indefinitely();
      } catch (UnsupportedOperationException e) {
        return operation.responseType().cast(listings.answer(request));
      }
    }
    @SuppressWarnings("unchecked")
    CommandHandler<Q, R> typed = (CommandHandler<Q, R>) handler;
    Outcome<R> outcome;
    try {
      outcome = typed.handle(request, context()).await().indefinitely();
    } finally {
      require(state.equals(state()), "nothing changes before it is decided");
    }
    List<Map<String, ?>> before = state;
    apply(outcome);
    listings.note();
    state = outcome.changes().isEmpty() ? before : state();
    boolean password = operation.name().equals("ResetPassword");
    require(
        outcome.events().size() == (password || !before.equals(state) ? 1 : 0),
        "a change has one event, no change has none: " + outcome.events());
    return outcome.response();
  }

  private void apply(Outcome<?> outcome) {
    for (Change change : outcome.changes()) {
      change.apply(null).await().indefinitely();
    }
    outcome.commands().forEach(this::follow);
  }

  private <C extends Record> void follow(InternalCommand<C> command) {
    @SuppressWarnings("unchecked")
    InternalCommandHandler<C> handler =
        (InternalCommandHandler<C>) handler(command.type().wireName().replace("internal.", ""));
    apply(handler.handle(command.data(), context()).await().indefinitely());
  }

  /** Everything there is, for comparison. */
  private List<Map<String, ?>> state() {
    List<Map<String, ?>> maps =
        List.of(
            directory.namesByKey,
            directory.addresses.rows,
            directory.usersById,
            directory.groupsById,
            directory.resourcesById,
            directory.hashes,
            directory.purgeTimes,
            directory.memberships.rows,
            directory.delegations.rows,
            directory.permissions.rows,
            directory.mailboxes.byOwner,
            directory.mailboxes.keptUntil);
    return maps.stream().<Map<String, ?>>map(HashMap::new).toList();
  }

  private static MemoryContext context() {
    return MemoryContext.of(Handling.ORGANIZATION);
  }

  private Object handler(String name) {
    return handlers.computeIfAbsent(
        name, key -> made(TYPES.computeIfAbsent(key, HandlersInMemory::handlerType)));
  }

  private static Class<?> handlerType(String name) {
    return SUBJECTS.stream()
        .map(subject -> type(PACKAGE + subject + ".application." + name + "Handler"))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " has no handler"));
  }

  private static Optional<Class<?>> type(String name) {
    try {
      return Optional.of(Class.forName(name));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** By its one constructor, of beans there are and beans made the same way. */
  private Object made(Class<?> type) {
    Constructor<?> constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object[] parts = Arrays.stream(constructor.getParameterTypes()).map(this::bean).toArray();
    return unchecked(() -> constructor.newInstance(parts));
  }

  private Object bean(Class<?> type) {
    return beans.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseGet(
            () -> {
              Object bean = made(type);
              beans.add(bean);
              return bean;
            });
  }

  private static void require(boolean condition, String rule) {
    if (!condition) {
      throw new AssertionError(rule);
    }
  }

  private static <T> T unchecked(Callable<T> call) {
    try {
      return call.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private record MemoryQuery() implements QueryContext {
    @Override
    public Caller caller() {
      return context().command().caller();
    }

    @Override
    public String requestId() {
      return "request";
    }

    @Override
    public Instant now() {
      return MemoryContext.NOW;
    }

    @Override
    public Mutiny.Session session() {
      return null;
    }

    @Override
    public Uni<Void> caughtUpWith(BoundedContext owner, String organizationId) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> sureOf(BoundedContext owner, String organizationId) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public String open(Secret secret, String organizationId, String member) {
      return secret.value();
    }

    @Override
    public Uni<Void> letGo() {
      return Uni.createFrom().voidItem();
    }
  }
}
