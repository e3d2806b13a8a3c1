package org.postroom.audit.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.Finding.Kind;

/** The check of one writer's chain. */
final class WriterCheck {
  /** More than that comes of no accident, and is reported without being looked up. */
  private static final int MOST_CLAIMS = 10_000;

  private final String writer;
  private final Findings findings;
  private long first;
  private long last;
  private String lastHash = Chain.GENESIS;
  private Instant from;
  private Instant to;
  private boolean closed;
  private long repeats;
  private long missing;
  private boolean known;

  /** Where the repeats have come that are being read; null when there are none. */
  private ChainHead repeated;

  /** Hashes of entries that are known by hearsay: right if the chain has the same. */
  private final Map<Long, Claim> claims = new HashMap<>();

  private final List<Gap> gaps = new ArrayList<>();

  private record Claim(String hash, String saidBy) {}

  private record Gap(long from, long to) {}

  WriterCheck(String writer, Findings findings) {
    this.writer = writer;
    this.findings = findings;
  }

  String writer() {
    return writer;
  }

  /**
   * @param maybeExpired whether entries that stood before this one may have expired
   */
  void accept(ChainEntry entry, boolean intact, boolean maybeExpired) {
    if (!intact) {
      findings.add(
          Kind.ALTERED, writer, entry.number(), "the entry does not have the hash that it names");
    }
    if (entry.number() < 1) {
      findings.add(Kind.FORGED, writer, entry.number(), "numbers begin with 1");
    } else if (entry.number() > last) {
      append(entry, maybeExpired && from == null);
    } else if (!isOutOfOrder(entry)) {
      repeat(entry);
    }
  }

  private void append(ChainEntry entry, boolean maybeExpired) {
    endRepeats();
    if (closed) {
      findings.add(Kind.FORGED, writer, entry.number(), "the chain was closed at " + last);
    }
    if (entry.number() > last + 1) {
      if (!maybeExpired) {
        gaps.add(new Gap(last + 1, entry.number() - 1));
      }
      missing += entry.number() - 1 - last;
    } else if (!entry.previous().equals(lastHash)) {
      findings.add(
          Kind.FORGED,
          writer,
          entry.number(),
          "the entry does not follow from number " + last + "; one of them was replaced");
    }
    if (from == null) {
      first = entry.number();
      from = entry.time();
    }
    last = entry.number();
    lastHash = entry.hash();
    to = entry.time();
    closed = entry.type() == EntryType.CLOSED;
  }

  /** Whether the entry was missed when later ones came. */
  private boolean isOutOfOrder(ChainEntry entry) {
    for (Iterator<Gap> all = gaps.iterator(); all.hasNext(); ) {
      Gap gap = all.next();
      if (gap.from() <= entry.number() && entry.number() <= gap.to()) {
        all.remove();
        if (gap.from() < entry.number()) {
          gaps.add(new Gap(gap.from(), entry.number() - 1));
        }
        if (entry.number() < gap.to()) {
          gaps.add(new Gap(entry.number() + 1, gap.to()));
        }
        missing--;
        findings.add(Kind.REORDERED, writer, entry.number(), "the entry stands behind later ones");
        return true;
      }
    }
    return false;
  }

  private void repeat(ChainEntry entry) {
    repeats++;
    if (repeated != null && entry.number() == repeated.number() + 1) {
      if (!entry.previous().equals(repeated.hash())) {
        findings.add(
            Kind.FORGED,
            writer,
            entry.number(),
            "the repeated entry does not follow from the one before it");
      }
    } else {
      endRepeats();
    }
    check(entry, claims.remove(entry.number()));
    repeated = ChainHead.of(entry);
    if (entry.number() == last) {
      if (!entry.hash().equals(lastHash)) {
        findings.add(Kind.FORGED, writer, last, "a repeated entry differs from the first one");
      }
      repeated = null;
    }
  }

  /** The repeats did not lead up to the end: their last one must be looked up. */
  private void endRepeats() {
    if (repeated != null) {
      claim(repeated, "a repeated entry");
      repeated = null;
    }
  }

  private void claim(ChainHead head, String saidBy) {
    Claim claim = new Claim(head.hash(), saidBy);
    Claim other = claims.size() < MOST_CLAIMS ? claims.put(head.number(), claim) : claim;
    if (claims.size() >= MOST_CLAIMS) {
      findings.add(Kind.FORGED, writer, head.number(), "too many entries are there again");
    } else if (other != null && !other.hash().equals(claim.hash())) {
      findings.add(
          Kind.FORGED, writer, head.number(), saidBy + " and " + other.saidBy() + " differ");
    }
  }

  private void check(ChainEntry entry, Claim claim) {
    if (claim != null && !claim.hash().equals(entry.hash())) {
      findings.add(
          Kind.FORGED,
          writer,
          entry.number(),
          "the entry is not the one that " + claim.saidBy() + " knows");
    }
  }

  /**
   * Somebody knows of an entry; all has been read.
   *
   * @param maybeExpired whether a chain of which nothing was read may have expired
   */
  void expect(ChainHead head, String saidBy, boolean maybeExpired) {
    known = true;
    if (last == 0 && maybeExpired) {
      return;
    }
    if (head.number() > last) {
      findings.add(
          Kind.MISSING,
          writer,
          last + 1,
          "the chain ends with number "
              + last
              + ", but "
              + saidBy
              + " knows of number "
              + head.number());
    } else if (!head.hasHash()) {
      return;
    } else if (head.number() < last) {
      claim(head, saidBy);
    } else if (!head.hash().equals(lastHash)) {
      findings.add(Kind.FORGED, writer, last, "the entry is not the one that " + saidBy + " knows");
    }
  }

  boolean hasClaims() {
    endRepeats();
    return !claims.isEmpty();
  }

  void acceptAgain(ChainEntry entry) {
    check(entry, claims.get(entry.number()));
  }

  /** Nothing more is read. */
  void end() {
    for (Gap gap : gaps) {
      findings.add(
          Kind.MISSING,
          writer,
          gap.from(),
          gap.from() == gap.to()
              ? "the entry is not there"
              : "the entries up to number " + gap.to() + " are not there");
    }
    gaps.clear();
  }

  WriterReport report(boolean isWhole) {
    long entries = first == 0 ? 0 : last - missing;
    return new WriterReport(
        writer, first, last, entries, repeats, from, to, closed, known, isWhole && gaps.isEmpty());
  }
}
