package org.postroom.audit.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;
import org.postroom.audit.Checkpoint;
import org.postroom.audit.EntryType;
import org.postroom.contract.json.Json;

/**
 * Checks the chains of any number of writers while the topic is read, each writer's entries in the
 * topic's order. It keeps a few numbers and hashes for each writer, however long the chains are.
 *
 * <p>An entry that is there again must be identical. Most repeats lead up to the end of the chain
 * that is known by then, whose hash proves all of them; for others, and for what {@linkplain
 * #expect others know}, the topic is read a second time.
 */
public final class ChainCheck {
  private final MessageDigest sha256 = Chain.sha256();
  private final Map<String, WriterCheck> writers = new TreeMap<>();
  private final Findings findings = new Findings();
  private final List<Expected> expected = new ArrayList<>();
  private boolean maybeExpired;
  private boolean isSettled;

  private record Expected(ChainHead head, String saidBy) {}

  /** The next entry. */
  public void accept(ChainEntry entry) {
    accept(entry, false);
  }

  /**
   * The next entry.
   *
   * @param beginningExpired whether its partition does not begin with its first record, as where a
   *     topic keeps its records for some time only: a chain may begin with any number there
   */
  public void accept(ChainEntry entry, boolean beginningExpired) {
    writer(entry.writer()).accept(entry, entry.isIntact(sha256), beginningExpired);
    if (entry.type() == EntryType.CHECKPOINT) {
      try {
        Checkpoint checkpoint = Json.mapper().readValue(entry.data(), Checkpoint.class);
        checkpoint.earlier().forEach(head -> expect(head, "a checkpoint of " + entry.writer()));
      } catch (IOException e) {
        findings.add(
            Finding.Kind.FORGED, entry.writer(), entry.number(), "the checkpoint is unreadable");
      }
    }
  }

  /** Something on the topic that is no entry. */
  public void unreadable(String place) {
    findings.add(Finding.Kind.FORGED, "unknown", 0, "what stands at " + place + " is no entry");
  }

  /**
   * Somebody knows of an entry.
   *
   * @param saidBy who, for people
   */
  public void expect(ChainHead head, String saidBy) {
    if (head.number() > 0) {
      expected.add(new Expected(head, saidBy));
    }
  }

  /** Chains that others know of may have expired wholly. */
  public void wholeChainsMayBeExpired() {
    maybeExpired = true;
  }

  /** Whether the topic must be read again; to be asked when it was read to its end. */
  public boolean needsSecondReading() {
    settle();
    return writers.values().stream().anyMatch(WriterCheck::hasClaims);
  }

  /** As {@link #accept}, when the topic is read again. */
  public void acceptAgain(ChainEntry entry) {
    WriterCheck writer = writers.get(entry.writer());
    if (writer != null) {
      writer.acceptAgain(entry);
    }
  }

  /** What was read, by writer. */
  public List<WriterReport> writers() {
    settle();
    return writers.values().stream()
        .map(each -> each.report(!findings.concern(each.writer())))
        .toList();
  }

  /** What is wrong; nothing when all is well. */
  public Collection<Finding> findings() {
    settle();
    writers.values().forEach(WriterCheck::end);
    return findings.all();
  }

  private WriterCheck writer(String name) {
    return writers.computeIfAbsent(name, writer -> new WriterCheck(writer, findings));
  }

  private void settle() {
    if (!isSettled) {
      isSettled = true;
      expected.forEach(
          each -> writer(each.head().writer()).expect(each.head(), each.saidBy(), maybeExpired));
    }
  }
}
