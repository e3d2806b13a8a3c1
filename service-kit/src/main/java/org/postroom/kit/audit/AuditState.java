package org.postroom.kit.audit;

import java.util.ArrayList;
import java.util.List;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainHead;
import org.postroom.audit.Checkpoint;
import org.postroom.audit.EntryType;
import org.postroom.kit.lane.Lane;

/**
 * How far a lane has come with its audit records, as its row says it.
 *
 * @param head where its chain ends; null when it has none
 * @param position of the last entry, of whatever chain
 * @param acknowledged every entry up to this position is known to be published
 */
public record AuditState(ChainHead head, long position, long acknowledged) {

  /** That of a lane that has written nothing. */
  public static final AuditState NONE = new AuditState(null, 0, 0);

  /**
   * The name of a lane's chain. A restored database may have forgotten what was published, so each
   * epoch has a chain of its own.
   */
  public static String writer(Lane lane, long epoch) {
    String topic = lane.topic();
    int dot = topic.indexOf('.');
    return (dot < 0 ? topic : topic.substring(0, dot)) + '/' + epoch + '/' + lane.partition();
  }

  /** The state after some more entries. */
  public record Next(AuditState state, List<AuditRow> rows) {}

  /** Numbers and chains what a transaction wants written. */
  public Next plus(Lane lane, long epoch, List<AuditDraft> drafts) {
    List<AuditRow> rows = new ArrayList<>();
    if (drafts.isEmpty()) {
      return new Next(this, rows);
    }
    String writer = writer(lane, epoch);
    boolean goesOn = head != null && head.writer().equals(writer);
    Chain chain = goesOn ? new Chain(head) : new Chain(writer);
    long next = position;
    if (!goesOn && head != null) {
      AuditDraft first = drafts.get(0);
      byte[] earlier = new Checkpoint(List.of(head)).json();
      rows.add(
          new AuditRow(
              ++next,
              first.organizationId(),
              chain.next(EntryType.CHECKPOINT, first.time(), earlier)));
    }
    for (AuditDraft draft : drafts) {
      rows.add(
          new AuditRow(
              ++next,
              draft.organizationId(),
              chain.next(draft.type(), draft.time(), draft.data())));
    }
    return new Next(new AuditState(chain.head(), next, acknowledged), rows);
  }
}
