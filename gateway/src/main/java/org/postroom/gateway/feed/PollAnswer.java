package org.postroom.gateway.feed;

import java.time.Duration;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.dispatch.Answer;

/**
 * A long poll: answered with the first page that tells something, or that had to stop looking, or
 * with an empty one when nothing has come for as long as the caller wanted to wait.
 */
final class PollAnswer extends Following {
  private final long deadlineMillis;
  private long waitUntil;

  /**
   * @param deadline how long may be read until there is a page
   */
  PollAnswer(Feed feed, FeedAccess access, Call call, Duration deadline) {
    super(feed, access, call);
    this.deadlineMillis = deadline.toMillis();
  }

  @Override
  protected void admitted() {
    waitUntil = System.nanoTime() + request().patience().toNanos();
    read();
  }

  @Override
  protected void reading() {
    timer(
        deadlineMillis, () -> refuse(new OperationRejected(ErrorCode.THROTTLING, "Rate exceeded")));
  }

  @Override
  protected void arrived(Page page) {
    long left = (waitUntil - System.nanoTime()) / 1_000_000;
    if (page.hasNews() || !page.isAtEnd() || left <= 0) {
      answer(page);
    } else {
      await(left);
    }
  }

  @Override
  protected void overdue() {
    answer(null);
  }

  @Override
  protected void stopping() {
    if (isAdmitted()) {
      stopWaiting();
      answer(null);
    } else {
      refuse(new OperationRejected(ErrorCode.SERVICE_UNAVAILABLE, "This gateway stops."));
    }
  }

  /** Answers with a page, or with an empty one; a key that was revoked meanwhile gets neither. */
  private void answer(Page page) {
    judge();
    Page told = page == null ? Page.EMPTY : page;
    feed().delivered(told);
    exchange().answer(Answer.ok(FeedFormat.page(told, cursorText())));
    close();
  }

  @Override
  protected void refuse(OperationRejected refusal) {
    exchange().answer(Answer.of(refusal));
    close();
  }
}
