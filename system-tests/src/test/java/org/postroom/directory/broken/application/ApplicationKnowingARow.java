package org.postroom.directory.broken.application;

import org.postroom.directory.broken.persistence.ARow;

/** Breaks: only persistence knows persistence. */
public interface ApplicationKnowingARow {
  ARow row();
}
