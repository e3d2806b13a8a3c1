package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.BoundedContext.POLICY;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;

class PageTest {
  private static final String OTHER = "m-ffffffffffffffffffffffffffffffff";
  private static final FeedScope SCOPE =
      FeedScope.of(FeedEvents.OWN, FeedEvents.ACCOUNT, EnumSet.allOf(BoundedContext.class), 16);

  private static Slice slice(BoundedContext context, Position from, int limit) {
    return new Slice(context, SCOPE, from, limit);
  }

  private static void add(
      Slice slice, long offset, String organization, long epoch, long sequence) {
    slice.add(
        FeedEvents.record(
            slice.context(),
            SCOPE.partition(),
            offset,
            FeedEvents.event(slice.context(), organization, FeedEvents.ACCOUNT, epoch, sequence)));
  }

  private static List<String> told(Page page) {
    return page.items().stream()
        .map(
            item ->
                item.context().wireName()
                    + ' '
                    + item.event().epoch()
                    + '/'
                    + item.event().sequence())
        .toList();
  }

  @Test
  void aContextsEventsComeInTheirOrderAndOnce() {
    Slice slice = slice(DIRECTORY, Position.BEGINNING, 100);
    add(slice, 0, FeedEvents.OWN, 1, 1);
    add(slice, 1, OTHER, 1, 7);
    add(slice, 2, FeedEvents.OWN, 1, 2);
    add(slice, 3, FeedEvents.OWN, 1, 1);
    add(slice, 4, FeedEvents.OWN, 1, 2);
    add(slice, 5, FeedEvents.OWN, 2, 1);
    add(slice, 6, FeedEvents.OWN, 1, 3);
    slice.passedTo(9);
    slice.reachedEnd();
    Page page = Page.merge(Cursor.BEGINNING, List.of(slice), 100);
    assertThat(told(page)).containsExactly("directory 1/1", "directory 1/2", "directory 2/1");
    assertThat(page.next().in(DIRECTORY)).isEqualTo(new Position("", 9, 2, 1));
    assertThat(page.isAtEnd()).isTrue();
    assertThat(page.gaps()).isEmpty();
  }

  @Test
  void contextsAreMergedByTimeAndEachItemSaysFromWhereToGoOn() {
    Slice directory = slice(DIRECTORY, Position.BEGINNING, 100);
    add(directory, 10, FeedEvents.OWN, 1, 1);
    add(directory, 20, FeedEvents.OWN, 1, 2);
    add(directory, 30, FeedEvents.OWN, 1, 3);
    directory.passedTo(40);
    directory.reachedEnd();
    Slice policy = slice(POLICY, new Position("p", 3, 1, 1), 100);
    add(policy, 5, FeedEvents.OWN, 1, 2);
    policy.passedTo(100);
    policy.reachedEnd();
    Page page = Page.merge(Cursor.BEGINNING, List.of(directory, policy), 2);
    assertThat(told(page)).containsExactly("directory 1/1", "directory 1/2");
    assertThat(page.isAtEnd()).isFalse();
    // Behind what was told, right before what was not: others' records are not looked at again.
    assertThat(page.items().get(0).next().in(DIRECTORY)).isEqualTo(new Position("", 20, 1, 1));
    assertThat(page.next().in(DIRECTORY)).isEqualTo(new Position("", 30, 1, 2));
    assertThat(page.next().in(POLICY)).isEqualTo(new Position("p", 5, 1, 1));

    Page all = Page.merge(Cursor.BEGINNING, List.of(directory, policy), 100);
    assertThat(told(all))
        .containsExactly("directory 1/1", "directory 1/2", "policy 1/2", "directory 1/3");
    assertThat(all.next().in(POLICY)).isEqualTo(new Position("p", 100, 1, 2));
    assertThat(all.isAtEnd()).isTrue();
  }

  @Test
  void aFullSliceGoesOnRightBehindItsLastEvent() {
    Slice slice = slice(DIRECTORY, Position.BEGINNING, 2);
    for (int i = 1; i <= 3; i++) {
      add(slice, i * 10, FeedEvents.OWN, 1, i);
    }
    slice.passedTo(1_000);
    slice.reachedEnd();
    Page page = Page.merge(Cursor.BEGINNING, List.of(slice), 2);
    assertThat(told(page)).containsExactly("directory 1/1", "directory 1/2");
    assertThat(page.next().in(DIRECTORY)).isEqualTo(new Position("", 21, 1, 2));
    assertThat(page.isAtEnd()).isFalse();
  }

  @Test
  void aGapIsToldOnceAfterWhatCameBeforeIt() {
    Slice first = slice(DIRECTORY, new Position("t", 0, 1, 1), 100);
    add(first, 0, FeedEvents.OWN, 1, 2);
    add(first, 1, FeedEvents.OWN, 1, 5);
    add(first, 2, FeedEvents.OWN, 1, 6);
    first.passedTo(3);
    Page before = Page.merge(Cursor.BEGINNING, List.of(first), 100);
    assertThat(told(before)).containsExactly("directory 1/2");
    assertThat(before.gaps()).isEmpty();
    assertThat(before.isAtEnd()).isFalse();

    Slice second = slice(DIRECTORY, before.next().in(DIRECTORY), 100);
    add(second, 1, FeedEvents.OWN, 1, 5);
    Page gap = Page.merge(before.next(), List.of(second), 100);
    assertThat(told(gap)).isEmpty();
    assertThat(gap.gaps()).containsExactly(new Gap("directory", "1", "3", "1", "5"));
    assertThat(gap.hasNews()).isTrue();

    Slice third = slice(DIRECTORY, gap.next().in(DIRECTORY), 100);
    add(third, 1, FeedEvents.OWN, 1, 5);
    add(third, 2, FeedEvents.OWN, 1, 6);
    Page after = Page.merge(gap.next(), List.of(third), 100);
    assertThat(told(after)).containsExactly("directory 1/5", "directory 1/6");
    assertThat(after.gaps()).isEmpty();
  }

  @Test
  void whereTheFirstEventsHaveExpiredTheFirstRetellingIsTheBeginning() {
    Slice beginning = slice(DIRECTORY, Position.BEGINNING, 100);
    add(beginning, 70, FeedEvents.OWN, 3, 8);
    beginning.add(
        FeedEvents.record(
            DIRECTORY, SCOPE.partition(), 71, FeedEvents.retellingStarts(DIRECTORY, 3, 9)));
    add(beginning, 72, FeedEvents.OWN, 3, 10);
    assertThat(beginning.gap()).isNull();
    assertThat(told(Page.merge(Cursor.BEGINNING, List.of(beginning), 100)))
        .containsExactly("directory 3/9", "directory 3/10");
    assertThat(FeedFormat.line(beginning.entries().get(0).event())).contains("\"retold\":\"true\"");
    assertThat(FeedFormat.line(beginning.entries().get(1).event())).doesNotContain("retold");
  }

  @Test
  void whoFellBehindIsToldSoAndThenTheRetelling() {
    Position behind = new Position("t", 0, 3, 5);
    Slice first = slice(DIRECTORY, behind, 100);
    first.add(
        FeedEvents.record(
            DIRECTORY, SCOPE.partition(), 71, FeedEvents.retellingStarts(DIRECTORY, 3, 9)));
    assertThat(first.gap()).isEqualTo(new Gap("directory", "3", "6", "3", "9"));
    Slice second = slice(DIRECTORY, first.position(), 100);
    second.add(
        FeedEvents.record(
            DIRECTORY, SCOPE.partition(), 71, FeedEvents.retellingStarts(DIRECTORY, 3, 9)));
    assertThat(second.entries()).hasSize(1);
  }

  @Test
  void fromNowOnBeginsWithWhateverComes() {
    Slice latest = slice(DIRECTORY, Position.LATEST.at(70), 100);
    add(latest, 70, FeedEvents.OWN, 3, 8);
    assertThat(latest.gap()).isNull();
    assertThat(latest.entries()).hasSize(1);
  }

  @Test
  void aTopicMadeAnewIsReadAgainWithoutWhatWasTold() {
    Position old = new Position("old", 500, 1, 2);
    assertThat(old.in("old")).isSameAs(old);
    Slice slice = slice(DIRECTORY, old.in("new"), 100);
    add(slice, 0, FeedEvents.OWN, 1, 2);
    add(slice, 1, FeedEvents.OWN, 1, 3);
    assertThat(slice.position()).isEqualTo(new Position("new", 2, 1, 3));
    assertThat(slice.entries()).hasSize(1);
  }

  @Test
  void anEventOfAnotherAccountIsNeverTold() {
    Slice slice = slice(DIRECTORY, Position.BEGINNING, 100);
    assertThatThrownBy(
            () ->
                slice.add(
                    FeedEvents.record(
                        DIRECTORY,
                        SCOPE.partition(),
                        0,
                        FeedEvents.event(DIRECTORY, FeedEvents.OWN, "210987654321", 1, 1))))
        .isInstanceOf(IllegalStateException.class);
  }
}
