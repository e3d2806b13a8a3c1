package org.postroom.kit.broken;

import org.hibernate.reactive.mutiny.Mutiny;

/** Breaks: in the kit only one package opens sessions. */
public interface KitOpeningASession {
  Mutiny.SessionFactory sessions();
}
