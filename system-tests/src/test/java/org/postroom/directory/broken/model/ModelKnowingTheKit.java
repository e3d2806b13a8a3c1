package org.postroom.directory.broken.model;

import org.postroom.kit.broken.KitType;

/** Breaks: a model does not know the kit. */
public interface ModelKnowingTheKit {
  KitType kit();
}
