package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.view.ViewPosition.Verdict.AHEAD;
import static org.postroom.kit.view.ViewPosition.Verdict.APPLY;
import static org.postroom.kit.view.ViewPosition.Verdict.REPEATED;
import static org.postroom.kit.view.ViewPosition.Verdict.REPLACE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViewPositionTest {
  private static final ViewPosition AT_2_7 = ViewPosition.START.applied(2, 7, false);

  @ParameterizedTest
  @CsvSource({
    "1,1,false,REPEATED",
    "1,99,false,REPEATED",
    "2,1,true,REPEATED",
    "2,7,false,REPEATED",
    "2,8,false,APPLY",
    "2,9,false,AHEAD",
    "3,1,true,REPLACE",
    "3,1,false,AHEAD",
    "3,2,false,AHEAD",
    "9,1,true,REPLACE"
  })
  void onlyTheNextEventIsApplied(
      long epoch, long sequence, boolean isSnapshotStart, ViewPosition.Verdict verdict) {
    assertThat(AT_2_7.judge(epoch, sequence, isSnapshotStart, false)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "2,7,true,REPEATED",
    "2,8,true,KNOWN",
    "2,8,false,KNOWN",
    "2,9,true,REPLACE",
    "2,9,false,AHEAD",
    "1,99,true,REPEATED",
    "3,5,true,REPLACE",
    "3,5,false,AHEAD"
  })
  void whatIsRetoldMakesWholeAndIsOtherwiseOnlyCounted(
      long epoch, long sequence, boolean isSnapshotStart, ViewPosition.Verdict verdict) {
    assertThat(AT_2_7.judge(epoch, sequence, isSnapshotStart, true)).isEqualTo(verdict);
  }

  @Test
  void halfARetellingIsAppliedToItsEnd() {
    ViewPosition half = ViewPosition.START.applied(2, 7, true);
    assertThat(half.judge(2, 8, false, true)).isEqualTo(APPLY);
    assertThat(half.judge(2, 8, true, true)).as("begun anew").isEqualTo(REPLACE);
    assertThat(ViewPosition.START.judge(2, 8, true, true)).isEqualTo(REPLACE);
  }

  @Test
  void anUnknownOrganizationBeginsAtOne() {
    assertThat(ViewPosition.START.judge(4, 1, true, false)).isEqualTo(APPLY);
    assertThat(ViewPosition.START.judge(4, 2, true, false)).isEqualTo(AHEAD);
  }

  @Test
  void whatWasPassedOverMakesItIncompleteUntilItWasApplied() {
    ViewPosition gap = AT_2_7.passedOver(2, 10).passedOver(2, 9);
    assertThat(gap.isIncomplete()).isTrue();
    ViewPosition filling = gap.applied(2, 8, false).applied(2, 9, false);
    assertThat(filling.isIncomplete()).isTrue();
    assertThat(filling.applied(2, 10, false).isIncomplete()).isFalse();
  }

  @Test
  void anEpochThatBeganUnseenMakesItIncompleteUntilItBegins() {
    ViewPosition gap = AT_2_7.passedOver(3, 4);
    assertThat(gap.isIncomplete()).isTrue();
    assertThat(gap.judge(2, 8, true, false)).isEqualTo(APPLY);
    assertThat(gap.applied(2, 8, false).isIncomplete()).isTrue();
    assertThat(gap.judge(3, 1, true, false)).isEqualTo(REPLACE);
    assertThat(gap.applied(3, 1, true).judge(3, 1, true, false)).isEqualTo(REPEATED);
  }

  @ParameterizedTest
  @CsvSource({
    "2,7,REACHED",
    "2,3,REACHED",
    "1,99,REACHED",
    "2,8,BEHIND",
    "3,1,BEHIND",
    "3,0,REACHED"
  })
  void itIsMeasuredAgainstWhatTheOwnerCommitted(long epoch, long sequence, ViewStatus status) {
    assertThat(ViewProgress.judge(AT_2_7, epoch, sequence, false)).isEqualTo(status);
  }

  @Test
  void waitingForAStoppedOrIncompleteViewDoesNotHelp() {
    assertThat(ViewProgress.judge(AT_2_7, 2, 8, true)).isEqualTo(ViewStatus.BLOCKED);
    assertThat(ViewProgress.judge(AT_2_7.passedOver(2, 9), 2, 8, false))
        .isEqualTo(ViewStatus.BLOCKED);
    assertThat(ViewProgress.judge(AT_2_7.passedOver(2, 9), 2, 7, true))
        .as("what was asked for is there")
        .isEqualTo(ViewStatus.REACHED);
  }

  @Test
  void halfASnapshotIsNotEnough() {
    ViewPosition half = AT_2_7.applied(3, 5, true);
    assertThat(half.isIncomplete()).isTrue();
    assertThat(ViewProgress.judge(half, 3, 5, false)).isEqualTo(ViewStatus.BEHIND);
    assertThat(ViewProgress.judge(half.applied(3, 6, false), 3, 5, false))
        .isEqualTo(ViewStatus.REACHED);
  }
}
