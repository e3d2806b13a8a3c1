package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.database.Sql;

/**
 * The session as a handler sees it while it decides. It reads like the real one; whatever could
 * write is let through, since a handler may take a row as a lock, but it is noted: if such a
 * handler then refuses, its transaction is rolled back.
 */
final class DeciderSession implements InvocationHandler {
  private static final Set<String> WRITING =
      Set.of(
          "persist",
          "persistAll",
          "remove",
          "removeAll",
          "merge",
          "mergeAll",
          "createMutationQuery",
          "setReadOnly",
          "setDefaultReadOnly");
  private static final Set<String> QUERYING = Set.of("createQuery", "createNativeQuery");
  private static final Set<String> FORBIDDEN =
      Set.of("withTransaction", "close", "clear", "setFlushMode", "setBatchSize");

  private static final Method FIND = find();

  private final Mutiny.Session session;
  private final Mutiny.Session seen;
  private final KnownAbsences absences;
  private final LoadedEntities entities;
  private boolean wrote;

  DeciderSession(Mutiny.Session session, KnownAbsences absences, LoadedEntities entities) {
    this.session = session;
    this.absences = absences;
    this.entities = entities;
    this.seen =
        (Mutiny.Session)
            Proxy.newProxyInstance(
                DeciderSession.class.getClassLoader(),
                new Class<?>[] {Mutiny.Session.class, Sql.Source.class},
                this);
  }

  /** What the handler gets. */
  Mutiny.Session seen() {
    return seen;
  }

  boolean wrote() {
    return wrote;
  }

  void forget() {
    wrote = false;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    String name = method.getName();
    if (method.getDeclaringClass() == Sql.Source.class) {
      return Sql.of(session, () -> wrote = true);
    }
    if (FORBIDDEN.contains(name)) {
      throw new UnsupportedOperationException("a handler does not call " + name);
    }
    if (name.equals("find") && isAbsent(arguments)) {
      return Uni.createFrom().nullItem();
    }
    if (WRITING.contains(name)
        || QUERYING.contains(name) && !(arguments[0] instanceof String text && isRead(text))) {
      wrote = true;
    }
    if (method.equals(FIND)) {
      entities.show((Class<?>) arguments[0], arguments[1]);
    } else {
      entities.showAll();
    }
    try {
      Object result = method.invoke(session, arguments);
      return result == session ? seen : result;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Method find() {
    try {
      return Mutiny.Session.class.getMethod("find", Class.class, Object.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAbsent(Object[] arguments) {
    return arguments.length == 2
        && absences.hold(arguments[0], arguments[1])
        && !entities.hold((Class<?>) arguments[0], arguments[1]);
  }

  private static boolean isRead(String query) {
    return Sql.isRead(query) || query.stripLeading().regionMatches(true, 0, "from", 0, 4);
  }
}
