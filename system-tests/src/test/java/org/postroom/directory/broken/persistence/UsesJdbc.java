package org.postroom.directory.broken.persistence;

import javax.sql.DataSource;

/** Breaks: no service opens a connection. */
public interface UsesJdbc {
  DataSource connections();
}
