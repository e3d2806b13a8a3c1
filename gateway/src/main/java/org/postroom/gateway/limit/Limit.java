package org.postroom.gateway.limit;

/** What can be refused because there is too much of it; the tag of the metric. */
public enum Limit {
  /** Requests of an account in a time. */
  ACCOUNT_RATE("account-rate"),
  /** Unauthenticated requests of a source address in a time. */
  SOURCE_RATE("source-rate"),
  /** What an account has under way. */
  ACCOUNT_IN_FLIGHT("account-in-flight"),
  /** What a context has under way. */
  CONTEXT_IN_FLIGHT("context-in-flight"),
  /** Queries that wait for a connection to their service. */
  QUERY_QUEUE("query-queue"),
  /** Login passwords that wait for a hashing thread. */
  HASH_QUEUE("hash-queue"),
  /** Bytes of request bodies. */
  BODY_BYTES("body-bytes"),
  /** Connections in all. */
  CONNECTIONS("connections"),
  /** Connections of a source address. */
  SOURCE_CONNECTIONS("source-connections"),
  /** Time to send a request's head. */
  HEAD_TIME("head-time"),
  /** Time to send a request's body. */
  BODY_TIME("body-time"),
  /** Time between requests on a connection. */
  IDLE_TIME("idle-time"),
  /** Answers that a client has not taken before it asks again. */
  UNREAD_ANSWERS("unread-answers");

  private final String tag;

  Limit(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }
}
