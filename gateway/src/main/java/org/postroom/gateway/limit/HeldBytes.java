package org.postroom.gateway.limit;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.postroom.gateway.config.GatewayConfig;

/**
 * Bounds the memory that requests hold from their coming to their answers, whatever queue they wait
 * in meanwhile: in all and for each source address.
 */
@Singleton
public class HeldBytes {
  /** What a request takes beside its body. */
  static final int EACH = 4 * 1024;

  private final long bound;
  private final long perSource;
  private final AtomicLong held = new AtomicLong();
  private final Map<String, Long> sources = new ConcurrentHashMap<>();

  @Inject
  HeldBytes(GatewayConfig config, MeterRegistry metrics) {
    this(config.gateway().bodyBytes(), config.gateway().bodyBytesPerSource());
    metrics.gauge("postroom.gateway.held.bytes", held, AtomicLong::get);
  }

  HeldBytes(long bound, long perSource) {
    this.bound = bound;
    this.perSource = perSource;
  }

  /** The share of a new request. */
  public Share share(String address) {
    return new Share(SourceAddress.keyOf(address), EACH);
  }

  /** The share of a request of which nothing is held. */
  public Share none() {
    return new Share("", 0);
  }

  long held() {
    return held.get();
  }

  /**
   * What one request holds. Only giving back may be called by another thread than the one that
   * reads the request.
   */
  public final class Share {
    private final String source;
    private final boolean admitted;
    private final AtomicBoolean given = new AtomicBoolean();
    private volatile long bytes;

    private Share(String source, long bytes) {
      this.source = source;
      this.admitted = add(bytes);
    }

    /** Whether there was room for the request at all. */
    public boolean isAdmitted() {
      return admitted;
    }

    /** Takes more; false, and everything given back, when there is no room. */
    public boolean add(long more) {
      if (more == 0 || given.get()) {
        return more == 0;
      }
      bytes += more;
      boolean room = held.addAndGet(more) <= bound;
      room &= sources.merge(source, more, Long::sum) <= perSource;
      if (!room) {
        giveBack();
      }
      return room;
    }

    /** Gives everything back; again it does nothing. */
    public void giveBack() {
      if (bytes > 0 && given.compareAndSet(false, true)) {
        long all = bytes;
        held.addAndGet(-all);
        sources.computeIfPresent(source, (key, sum) -> sum == all ? null : sum - all);
      }
    }
  }
}
