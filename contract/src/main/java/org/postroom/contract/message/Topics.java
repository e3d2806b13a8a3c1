package org.postroom.contract.message;

import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.operation.BoundedContext;

/** The topics of an installation. The installation creates them; services only verify them. */
public final class Topics {
  /** Replies from services to gateways; each gateway reads one partition and picks its own. */
  public static final String REPLIES = "gateway.replies.v1";

  /** Commands that failed alone with the database answering, for an operator to look at. */
  public static final String DEAD_LETTERS = "dead-letters.v1";

  /** Sizes of mailboxes as mail servers report them; key: the organization. */
  public static final String MAILBOX_USAGE = "mailbox.usage.v1";

  /** Who called what, with which outcome, in chains that show whether anything is missing. */
  public static final String AUDIT = "audit.v1";

  private Topics() {}

  /** Every topic that has the installation's partition count. */
  public static List<String> all() {
    List<String> topics = new ArrayList<>();
    for (BoundedContext context : BoundedContext.values()) {
      topics.add(context.commandTopic());
      topics.add(context.eventTopic());
    }
    topics.add(REPLIES);
    topics.add(DEAD_LETTERS);
    topics.add(MAILBOX_USAGE);
    topics.add(AUDIT);
    return List.copyOf(topics);
  }
}
