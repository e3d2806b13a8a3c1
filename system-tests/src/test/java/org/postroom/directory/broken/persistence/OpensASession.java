package org.postroom.directory.broken.persistence;

import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks: no service opens a session. */
public interface OpensASession {
  Mutiny.SessionFactory sessions();
}
