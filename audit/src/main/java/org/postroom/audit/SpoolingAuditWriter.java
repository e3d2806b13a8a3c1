package org.postroom.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.jboss.logging.Logger;

/**
 * Writes to Kafka, or to the disk while Kafka does not take records in time, and sends the disk's
 * from there later, in the chain's order. One thread numbers entries and decides where they go; it
 * never waits for Kafka.
 *
 * <p>An entry that is once numbered is kept until it is safe, even when its caller was told that it
 * failed, because the chain has no gaps. While there is nowhere to keep entries, none is numbered.
 */
public final class SpoolingAuditWriter implements AuditWriter, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(SpoolingAuditWriter.class);
  private static final long TICK_MILLIS = 50;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration SENDING = Duration.ofSeconds(2);
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final byte[] NOTHING = {'{', '}'};

  private final AuditWriterSettings settings;
  private final Clock clock;
  private final String writer;
  private final SpoolDirectory directory;
  private final Spool spool;
  private final SpoolShipper shipper;
  private final DirectSending direct;
  private final Chain chain;
  private final RememberedHead head;
  private final Checkpoints checkpoints;
  private final Thread thread;
  private final Thread shipperThread;
  private final Incoming incoming;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private Mode mode = Mode.DIRECT;
  private long nextRetry;
  private boolean isEnding;

  private enum Mode {
    /** To Kafka; the spool is empty. */
    DIRECT,
    /** To the spool, from where it is sent. */
    SPOOLING,
    /** Nowhere: Kafka does not answer and the disk does not take it. */
    BLOCKED
  }

  /**
   * Takes the spool directory and begins a chain; what earlier starts have left there is sent.
   *
   * @param producers makes producers such as {@link AuditProducers#of}
   * @throws UncheckedIOException when the directory cannot be used
   */
  public SpoolingAuditWriter(
      AuditWriterSettings settings, Supplier<Producer<String, byte[]>> producers, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.writer = settings.name() + '/' + START.format(clock.instant());
    this.directory = new SpoolDirectory(settings.spoolDirectory());
    this.incoming = new Incoming(settings.mostPending());
    this.chain = new Chain(writer);
    this.head = new RememberedHead(directory);
    this.checkpoints = new Checkpoints(directory, writer, settings.checkpointInterval());
    try {
      this.spool = directory.spool(writer, settings.mostSpooledBytes());
      this.shipper =
          new SpoolShipper(
              producers, directory, spool, directory.leftOver(writer), settings.partitions());
    } catch (IOException e) {
      directory.close();
      throw directory.unusable(e);
    }
    this.direct =
        new DirectSending(
            producers, AuditProducers.partitionOf(writer, settings.partitions()), this::safe);
    this.thread = new Thread(this::run, "audit-writer");
    this.shipperThread = new Thread(shipper, "audit-shipper");
    thread.setDaemon(true);
    shipperThread.setDaemon(true);
    thread.start();
    shipperThread.start();
  }

  /** The name of the chain. */
  public String writer() {
    return writer;
  }

  @Override
  public CompletionStage<Void> write(AuditRecord record) {
    Pending pending = new Pending(EntryType.RECORD, record.json());
    String refusal = incoming.offer(pending);
    if (refusal != null) {
      failed.incrementAndGet();
      return CompletableFuture.failedFuture(new AuditUnavailable(refusal, null));
    }
    return pending.done();
  }

  /** How it is doing, for measurements; any thread may ask. */
  public AuditWriterState state() {
    long records = spool.records();
    long bytes = spool.size();
    var since = spool.since();
    for (Spool earlier : shipper.leftOver()) {
      records += earlier.records();
      bytes += earlier.size();
      if (earlier.since() != null && (since == null || earlier.since().isBefore(since))) {
        since = earlier.since();
      }
    }
    return new AuditWriterState(
        written.get(),
        failed.get(),
        records,
        bytes,
        since == null ? Duration.ZERO : Duration.between(since, clock.instant()));
  }

  private void run() {
    List<Pending> fresh = List.of();
    try {
      while (fresh != null) {
        step(fresh);
        fresh = incoming.take(TICK_MILLIS);
      }
      end();
    } catch (RuntimeException | Error e) {
      LOG.errorf(e, "The audit writer has failed; nothing is written any more");
      giveUp(fresh, e);
    }
  }

  /** What must not happen has: nobody is told that something was written which was not. */
  private void giveUp(List<Pending> underWay, Throwable cause) {
    incoming.close();
    direct.close();
    direct.held().forEach(each -> tell(each, cause));
    for (List<Pending> left = underWay; left != null; left = incoming.take(0)) {
      left.forEach(each -> tell(each, cause));
    }
  }

  private void step(List<Pending> fresh) {
    forgetSafe();
    List<Pending> all = withCheckpoint(fresh);
    if (mode == Mode.SPOOLING) {
      goDirectWhenEmptied();
    }
    if (mode == Mode.DIRECT && direct.isLate(settings.bound())) {
      spoolUnsafe();
    }
    if (mode == Mode.BLOCKED) {
      tryAgain();
    }
    switch (mode) {
      case DIRECT -> send(all);
      case SPOOLING -> append(all);
      default -> all.forEach(each -> fail(each, new IOException("nowhere to write to")));
    }
    head.remember();
  }

  private List<Pending> withCheckpoint(List<Pending> fresh) {
    if (isEnding || !checkpoints.isDue(chain.head())) {
      return fresh;
    }
    head.rememberSurely();
    Pending checkpoint = checkpoints.next();
    if (checkpoint == null) {
      return fresh;
    }
    incoming.hold();
    List<Pending> all = new ArrayList<>(List.of(checkpoint));
    all.addAll(fresh);
    return all;
  }

  private void number(Pending pending) {
    pending.number(chain.next(pending.type(), clock.instant(), pending.data()));
    if (pending.type() == EntryType.CHECKPOINT) {
      checkpoints.written(chain.head());
    }
  }

  private void send(List<Pending> all) {
    for (Pending each : all) {
      number(each);
      direct.send(each);
    }
    if (direct.isLate(settings.bound())) {
      spoolUnsafe();
    }
  }

  /** Kafka does not answer: what it has not acknowledged goes to the disk, in order. */
  private void spoolUnsafe() {
    direct.abandon();
    forgetSafe();
    List<Pending> unsafe = direct.held();
    LOG.warnf("Kafka takes no audit records, they go to the disk; records=%d", unsafe.size());
    try {
      if (!unsafe.isEmpty()) {
        spool.append(unsafe.stream().map(Pending::entry).toList());
      }
      mode = Mode.SPOOLING;
      unsafe.forEach(this::safe);
      direct.clear();
      shipper.wake();
    } catch (IOException e) {
      LOG.errorf("Audit records can be written nowhere; cause=%s", e);
      unsafe.forEach(each -> tell(each, e));
      mode = Mode.BLOCKED;
      nextRetry = System.nanoTime() + RETRY.toNanos();
    }
  }

  /** Out of {@link Mode#BLOCKED}: the disk, or else Kafka, may take records again. */
  private void tryAgain() {
    if (System.nanoTime() < nextRetry) {
      return;
    }
    spoolUnsafe();
    if (mode == Mode.BLOCKED && spool.size() == 0) {
      mode = Mode.DIRECT;
      direct.resend();
    }
  }

  private void append(List<Pending> all) {
    if (all.isEmpty()) {
      return;
    }
    ChainHead before = chain.head();
    try {
      all.forEach(this::number);
      spool.append(all.stream().map(Pending::entry).toList());
      all.forEach(this::safe);
      shipper.wake();
    } catch (IOException e) {
      LOG.errorf("Audit records can be written nowhere; cause=%s", e);
      chain.rewind(before);
      all.forEach(each -> fail(each, e));
    }
  }

  private void goDirectWhenEmptied() {
    ChainEntry last = shipper.emptied();
    if (last != null) {
      head.acknowledged(last);
      mode = Mode.DIRECT;
      LOG.infof("Kafka takes audit records again; writer=%s", writer);
    }
  }

  private void forgetSafe() {
    ChainEntry newest = direct.takeSafe();
    if (newest != null) {
      head.acknowledged(newest);
    }
  }

  private void safe(Pending pending) {
    if (pending.becomesSafe()) {
      incoming.release();
      if (pending.type() == EntryType.RECORD) {
        written.incrementAndGet();
      }
    }
    pending.done().complete(null);
  }

  private void fail(Pending pending, IOException cause) {
    incoming.release();
    tell(pending, cause);
  }

  private void tell(Pending pending, Throwable cause) {
    if (pending.fail(cause) && pending.type() == EntryType.RECORD) {
      failed.incrementAndGet();
    }
  }

  /** Nothing more comes: the chain is closed and what is left goes to Kafka or to the disk. */
  private void end() {
    isEnding = true;
    incoming.hold();
    step(List.of(new Pending(EntryType.CLOSED, NOTHING)));
    long until = System.nanoTime() + settings.bound().toNanos();
    while (mode == Mode.DIRECT && !direct.isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
      forgetSafe();
    }
    if (!direct.isEmpty()) {
      spoolUnsafe();
    }
    direct.close();
    // When Kafka is there, little is left to be sent.
    until = System.nanoTime() + SENDING.toNanos();
    while (mode == Mode.SPOOLING && System.nanoTime() < until) {
      LockSupport.parkNanos(1_000_000);
      goDirectWhenEmptied();
    }
    head.rememberSurely();
  }

  /**
   * Closes the chain and stops. What Kafka has not taken by then stays in the spool and is sent
   * after the next start.
   */
  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    incoming.close();
    try {
      thread.join();
      shipper.stop();
      shipperThread.join(
          settings.bound().multipliedBy(4).truncatedTo(ChronoUnit.MILLIS).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shipper.leftOver().forEach(Spool::close);
    spool.close();
    directory.close();
  }
}
