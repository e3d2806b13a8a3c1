package org.postroom.directory.broken;

import java.util.logging.Logger;

/** Breaks: whoever logs uses JBoss Logging. */
public interface LoggingElsewhere {
  Logger log();
}
