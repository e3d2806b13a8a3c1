package org.postroom.kit.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A query that many ask at a time, answered for all of them by one statement: while it is on its
 * way, whoever comes waits for the next, which begins after the last of them has asked. So
 * everybody sees what was committed before he asked, a single caller waits for nobody, and under
 * load a round trip and a statement are shared by as many as there are. Equal questions are one. A
 * question that the database cannot work with fails alone: those who shared its statement are asked
 * for again.
 *
 * <p>The statement has a connection of its own. Nobody asks while he holds a session: were all
 * connections held by those who wait for this, nobody would ever get on.
 *
 * @param <T> what the rows of a question are read as; given to everybody who asked it
 */
public final class SharedRead<T> {
  /** Statements under way at a time: the database works on one while another is put together. */
  private static final int MOST_UNDER_WAY = 1;

  /** Questions of a statement. */
  private static final int MOST_TOGETHER = 256;

  private final Database database;
  private final String statement;
  private final Function<List<Object[]>, T> reading;
  private final Queue<List<Waiting<T>>> alone = new ArrayDeque<>();
  private final List<Waiting<T>> waiting = new ArrayList<>();
  private int underWay;

  /**
   * @param statement takes an array for each member of a question, in their order, and answers with
   *     rows of which the first column is the number of the question, from 1 on, as {@code
   *     unnest($1, …) with ordinality} gives it
   * @param reading of the rows of one question, without that column; none where there is no answer
   */
  public SharedRead(Database database, String statement, Function<List<Object[]>, T> reading) {
    this.database = database;
    this.statement = statement;
    this.reading = reading;
  }

  /** Asks as soon as this is subscribed to. The answer comes on the subscriber's context. */
  public Uni<T> of(Object... question) {
    return Uni.createFrom()
        .emitter(
            emitter -> join(new Waiting<>(List.of(question), emitter, Vertx.currentContext())));
  }

  private void join(Waiting<T> one) {
    synchronized (this) {
      waiting.add(one);
    }
    next();
  }

  private void next() {
    List<Waiting<T>> together = take();
    if (together.isEmpty()) {
      return;
    }
    Map<List<Object>, List<Waiting<T>>> byQuestion = new LinkedHashMap<>();
    for (Waiting<T> one : together) {
      byQuestion.computeIfAbsent(one.question(), question -> new ArrayList<>(1)).add(one);
    }
    List<List<Object>> questions = List.copyOf(byQuestion.keySet());
    database
        .read(session -> Sql.of(session).rows(statement, columns(questions)))
        .map(rows -> answers(rows, questions.size()))
        .subscribeAsCompletionStage()
        // One that never ends would keep all later ones waiting.
        .orTimeout(database.bound().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((answers, failure) -> ended(byQuestion.values(), answers, failure));
  }

  /** Those whom the next statement answers; none while there is nobody, or no room for it. */
  private synchronized List<Waiting<T>> take() {
    if (underWay == MOST_UNDER_WAY || alone.isEmpty() && waiting.isEmpty()) {
      return List.of();
    }
    underWay++;
    if (!alone.isEmpty()) {
      return alone.remove();
    }
    List<Waiting<T>> first = waiting.subList(0, Math.min(MOST_TOGETHER, waiting.size()));
    List<Waiting<T>> taken = List.copyOf(first);
    first.clear();
    return taken;
  }

  private void ended(Collection<List<Waiting<T>>> asked, List<T> answers, Throwable failure) {
    boolean isToBeSplit = failure != null && asked.size() > 1 && !Infrastructure.isToBlame(failure);
    synchronized (this) {
      underWay--;
      if (isToBeSplit) {
        alone.addAll(asked);
      }
    }
    next();
    if (failure == null) {
      Iterator<T> answer = answers.iterator();
      for (List<Waiting<T>> equal : asked) {
        T own = answer.next();
        equal.forEach(one -> one.answer(own));
      }
    } else if (!isToBeSplit) {
      asked.forEach(equal -> equal.forEach(one -> one.fail(failure)));
    }
  }

  private static Object[] columns(List<List<Object>> questions) {
    List<Object> first = questions.get(0);
    Object[] columns = new Object[first.size()];
    for (int member = 0; member < columns.length; member++) {
      columns[member] = Array.newInstance(first.get(member).getClass(), questions.size());
      for (int i = 0; i < questions.size(); i++) {
        Array.set(columns[member], i, questions.get(i).get(member));
      }
    }
    return columns;
  }

  private List<T> answers(List<Object[]> rows, int questions) {
    List<List<Object[]>> byNumber = new ArrayList<>(questions);
    for (int i = 0; i < questions; i++) {
      byNumber.add(new ArrayList<>(1));
    }
    for (Object[] row : rows) {
      byNumber.get(((Long) row[0]).intValue() - 1).add(Arrays.copyOfRange(row, 1, row.length));
    }
    List<T> answers = new ArrayList<>(questions);
    byNumber.forEach(own -> answers.add(reading.apply(own)));
    return answers;
  }

  private record Waiting<T>(List<Object> question, UniEmitter<? super T> emitter, Context context) {
    void answer(T answer) {
      there(() -> emitter.complete(answer));
    }

    void fail(Throwable failure) {
      there(() -> emitter.fail(failure));
    }

    private void there(Runnable task) {
      if (context == null) {
        task.run();
      } else {
        context.runOnContext(ignored -> task.run());
      }
    }
  }
}
