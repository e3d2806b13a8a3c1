package org.postroom.gateway.broken;

import java.sql.Connection;

/** Breaks: the gateway has no database. */
public interface GatewayWithADatabase {
  Connection connection();
}
