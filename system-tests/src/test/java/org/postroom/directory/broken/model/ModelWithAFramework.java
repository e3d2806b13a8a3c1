package org.postroom.directory.broken.model;

import io.smallrye.mutiny.Uni;

/** Breaks: a model knows no framework. */
public interface ModelWithAFramework {
  Uni<String> later();
}
