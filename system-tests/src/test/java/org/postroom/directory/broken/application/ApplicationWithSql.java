package org.postroom.directory.broken.application;

import java.sql.ResultSet;

/** Breaks: handlers and ports know no database. */
public interface ApplicationWithSql {
  ResultSet rows();
}
