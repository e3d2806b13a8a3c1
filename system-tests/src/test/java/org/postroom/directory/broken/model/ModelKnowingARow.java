package org.postroom.directory.broken.model;

import org.postroom.directory.broken.persistence.ARow;

/** Breaks: only persistence knows persistence. */
public interface ModelKnowingARow {
  ARow row();
}
