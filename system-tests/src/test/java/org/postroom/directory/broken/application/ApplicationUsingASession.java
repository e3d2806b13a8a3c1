package org.postroom.directory.broken.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks: a session is passed on, never used. */
public final class ApplicationUsingASession {
  Uni<Void> flush(Mutiny.Session session) {
    return session.flush();
  }
}
