package org.postroom.contract.operation;

/** How an operation travels: a command over Kafka to one writer, a query over HTTP to the owner. */
public enum OperationKind {
  COMMAND,
  QUERY
}
