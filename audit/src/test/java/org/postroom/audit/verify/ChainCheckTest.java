package org.postroom.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;
import org.postroom.audit.Checkpoint;
import org.postroom.audit.EntryType;
import org.postroom.audit.verify.Finding.Kind;

/** What is found wrong with a chain, and what is not. */
class ChainCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-23T05:12:43.210Z");
  private static final String WRITER = "gateway/test/1";

  private final List<ChainEntry> chain = chain(WRITER, 9);

  @Test
  void aWholeChainIsWhole() {
    ChainCheck check = check(chain);
    assertThat(check.findings()).isEmpty();
    assertThat(check.writers())
        .extracting(WriterReport::first, WriterReport::last, WriterReport::isWhole)
        .containsExactly(tuple(1L, 9L, true));
  }

  @Test
  void aMissingEntryIsFound() {
    chain.remove(4);
    assertFound(chain, tuple(Kind.MISSING, WRITER, 5L));
  }

  @Test
  void aMissingBeginningIsFound() {
    assertFound(chain.subList(2, 9), tuple(Kind.MISSING, WRITER, 1L));
  }

  @Test
  void anAlteredEntryIsFound() {
    ChainEntry entry = chain.get(4);
    chain.set(4, with(entry, entry.hash(), "{\"altered\":true}"));
    assertFound(chain, tuple(Kind.ALTERED, WRITER, 5L));
  }

  @Test
  void anEntryWithAnotherTimeIsAltered() {
    ChainEntry e = chain.get(4);
    chain.set(
        4,
        new ChainEntry(
            e.writer(),
            e.number(),
            e.type(),
            NOW.plusSeconds(1),
            e.previous(),
            e.hash(),
            e.data()));
    assertFound(chain, tuple(Kind.ALTERED, WRITER, 5L));
  }

  @Test
  void anEntryThatWasReplacedWithItsHashIsFoundByTheNextOne() {
    Chain forger = new Chain(ChainHead.of(chain.get(3)));
    chain.set(4, forger.next(EntryType.RECORD, NOW, bytes("{\"forged\":true}")));
    assertFound(chain, tuple(Kind.FORGED, WRITER, 6L));
  }

  @Test
  void anEntryBehindLaterOnesIsFound() {
    Collections.swap(chain, 4, 5);
    assertFound(chain, tuple(Kind.REORDERED, WRITER, 5L));
  }

  @Test
  void identicalRepeatsAreAccepted() {
    List<ChainEntry> topic = new ArrayList<>(chain.subList(0, 6));
    topic.addAll(chain.subList(3, 9));
    topic.addAll(chain.subList(0, 9));
    ChainCheck check = check(topic);
    assertThat(check.findings()).isEmpty();
    assertThat(check.writers().get(0).repeats()).isEqualTo(12);
  }

  @Test
  void identicalRepeatsThatDoNotReachTheEndAreLookedUp() {
    List<ChainEntry> topic = new ArrayList<>(chain.subList(0, 8));
    topic.add(chain.get(2));
    topic.addAll(chain.subList(5, 7));
    topic.add(chain.get(8));
    topic.add(chain.get(0));
    ChainCheck check = new ChainCheck();
    topic.forEach(check::accept);
    assertThat(check.needsSecondReading()).isTrue();
    topic.forEach(check::acceptAgain);
    assertThat(check.findings()).isEmpty();
  }

  @Test
  void aRepeatThatDiffersIsFound() {
    List<ChainEntry> topic = new ArrayList<>(chain);
    topic.add(new Chain(ChainHead.of(chain.get(3))).next(EntryType.RECORD, NOW, bytes("{}")));
    assertFound(topic, tuple(Kind.FORGED, WRITER, 5L));
  }

  @Test
  void anEndThatWasCutOffIsFoundByWhoKnowsIt() {
    ChainCheck check = new ChainCheck();
    check.expect(ChainHead.of(chain.get(8)), "its database");
    chain.subList(0, 6).forEach(check::accept);
    assertThat(check.needsSecondReading()).isFalse();
    assertThat(check.findings())
        .extracting(Finding::kind, Finding::writer, Finding::number)
        .containsExactly(tuple(Kind.MISSING, WRITER, 7L));
  }

  @Test
  void aCheckpointOfALaterChainKnowsWhereAnEarlierOneEnded() {
    Chain later = new Chain("gateway/test/2");
    byte[] earlier = new Checkpoint(List.of(ChainHead.of(chain.get(8)))).json();
    List<ChainEntry> topic = new ArrayList<>(chain.subList(0, 8));
    topic.add(later.next(EntryType.CHECKPOINT, NOW, earlier));
    assertFound(topic, tuple(Kind.MISSING, WRITER, 9L));
  }

  @Test
  void anEntryThatSomebodyKnowsOtherwiseIsFound() {
    ChainCheck check = new ChainCheck();
    check.expect(new ChainHead(WRITER, 4, Chain.GENESIS), "its database");
    chain.forEach(check::accept);
    assertThat(check.needsSecondReading()).isTrue();
    chain.forEach(check::acceptAgain);
    assertThat(check.findings())
        .extracting(Finding::kind, Finding::number)
        .containsExactly(tuple(Kind.FORGED, 4L));
  }

  @Test
  void nothingFollowsTheEndOfAClosedChain() {
    Chain chained = new Chain(WRITER);
    List<ChainEntry> topic = new ArrayList<>();
    topic.add(chained.next(EntryType.RECORD, NOW, bytes("{}")));
    topic.add(chained.next(EntryType.CLOSED, NOW, bytes("{}")));
    assertThat(check(topic).writers().get(0).isClosed()).isTrue();
    topic.add(chained.next(EntryType.RECORD, NOW, bytes("{}")));
    assertFound(topic, tuple(Kind.FORGED, WRITER, 3L));
  }

  @Test
  void oneWritersFaultIsNotAnothers() {
    List<ChainEntry> topic = chain("export/1/3", 4);
    topic.addAll(chain.subList(1, 9));
    ChainCheck check = check(topic);
    assertThat(check.findings()).hasSize(1);
    assertThat(check.writers())
        .extracting(WriterReport::writer, WriterReport::isWhole)
        .containsExactly(tuple("export/1/3", true), tuple(WRITER, false));
  }

  @Test
  void anEndOfWhichOnlyTheNumberIsKnownMustBeReached() {
    ChainHead known = new ChainHead(WRITER, 9, "");
    ChainCheck whole = new ChainCheck();
    whole.expect(known, "its directory");
    chain.forEach(whole::accept);
    assertThat(whole.needsSecondReading()).isFalse();
    assertThat(whole.findings()).isEmpty();

    ChainCheck cut = new ChainCheck();
    cut.expect(known, "its directory");
    chain.subList(0, 8).forEach(cut::accept);
    assertThat(cut.findings())
        .extracting(Finding::kind, Finding::number)
        .containsExactly(tuple(Kind.MISSING, 9L));
  }

  @Test
  void whatHasExpiredIsNotMissing() {
    ChainCheck check = new ChainCheck();
    check.wholeChainsMayBeExpired();
    check.expect(ChainHead.of(chain.get(1)), "a checkpoint");
    check.expect(new ChainHead("gateway/test/0", 7, Chain.GENESIS), "a checkpoint");
    chain.subList(3, 9).forEach(entry -> check.accept(entry, true));
    assertThat(check.needsSecondReading()).isTrue();
    chain.subList(3, 9).forEach(check::acceptAgain);
    assertThat(check.findings()).isEmpty();
    assertThat(check.writers())
        .extracting(WriterReport::first, WriterReport::entries, WriterReport::isWhole)
        .containsExactly(tuple(0L, 0L, true), tuple(4L, 6L, true));
  }

  @Test
  void afterTheBeginningNothingExpires() {
    ChainCheck check = new ChainCheck();
    check.wholeChainsMayBeExpired();
    chain.remove(6);
    chain.subList(3, 8).forEach(entry -> check.accept(entry, true));
    assertThat(check.findings())
        .extracting(Finding::kind, Finding::number)
        .containsExactly(tuple(Kind.MISSING, 7L));
  }

  @Test
  void aWriterOfWhomNobodyKnowsIsToldApart() {
    ChainCheck check = new ChainCheck();
    check.expect(ChainHead.of(chain.get(8)), "its database");
    chain.forEach(check::accept);
    chain("gateway/invented/1", 2).forEach(check::accept);
    assertThat(check.findings()).isEmpty();
    assertThat(check.writers())
        .extracting(WriterReport::writer, WriterReport::isKnown)
        .containsExactly(tuple("gateway/invented/1", false), tuple(WRITER, true));
  }

  private static void assertFound(
      List<ChainEntry> topic, org.assertj.core.groups.Tuple... findings) {
    ChainCheck check = check(topic);
    assertThat(check.findings())
        .extracting(Finding::kind, Finding::writer, Finding::number)
        .containsExactly(findings);
  }

  private static ChainCheck check(List<ChainEntry> topic) {
    ChainCheck check = new ChainCheck();
    topic.forEach(check::accept);
    if (check.needsSecondReading()) {
      topic.forEach(check::acceptAgain);
    }
    return check;
  }

  private static List<ChainEntry> chain(String writer, int length) {
    Chain chain = new Chain(writer);
    List<ChainEntry> entries = new ArrayList<>();
    for (int i = 1; i <= length; i++) {
      entries.add(chain.next(EntryType.RECORD, NOW, bytes("{\"n\":" + i + "}")));
    }
    return entries;
  }

  private static ChainEntry with(ChainEntry entry, String hash, String data) {
    return new ChainEntry(
        entry.writer(),
        entry.number(),
        entry.type(),
        entry.time(),
        entry.previous(),
        hash,
        bytes(data));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
