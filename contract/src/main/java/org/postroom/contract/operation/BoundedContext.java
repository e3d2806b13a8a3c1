package org.postroom.contract.operation;

/**
 * The four contexts that own state. A context names its topics and the service that answers its
 * queries; nothing else is derived from it.
 */
public enum BoundedContext {
  DIRECTORY("directory"),
  MAIL_DOMAIN("mail-domain"),
  POLICY("policy"),
  EXPORT("export");

  private final String wireName;

  BoundedContext(String wireName) {
    this.wireName = wireName;
  }

  /** The name used in topics, consumer groups, event types and configuration keys. */
  public String wireName() {
    return wireName;
  }

  /** The topic on which this context takes its commands, keyed by organization id. */
  public String commandTopic() {
    return wireName + ".commands.v1";
  }

  /** The topic on which this context publishes its events, keyed by organization id. */
  public String eventTopic() {
    return wireName + ".events.v1";
  }

  /** The context with this wire name; an unknown name is a programming error. */
  public static BoundedContext ofWireName(String wireName) {
    for (BoundedContext context : values()) {
      if (context.wireName.equals(wireName)) {
        return context;
      }
    }
    throw new IllegalArgumentException("no bounded context is called " + wireName);
  }
}
