package org.postroom.gateway.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.audit.AuditedCall;
import org.postroom.gateway.auth.RequestHead;
import org.postroom.gateway.auth.SigV4Verifier;
import org.postroom.gateway.request.ConstraintChecker;
import org.postroom.gateway.request.Operations;
import org.postroom.gateway.request.PreparedOperation;
import org.postroom.gateway.secret.PasswordHasher;

/**
 * Runs the code every request runs, before the gateway reports ready: the first requests after a
 * start would otherwise be many times slower than the rest.
 */
@Singleton
public class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class);
  private static final int ROUNDS = 20;
  private static final byte[] EMPTY = "{}".getBytes(UTF_8);

  private final Operations operations;
  private final ConstraintChecker constraints;
  private final SigV4Verifier verifier;
  private final PasswordHasher hasher;
  private volatile boolean done;

  WarmUp(
      Operations operations,
      ConstraintChecker constraints,
      SigV4Verifier verifier,
      PasswordHasher hasher) {
    this.operations = operations;
    this.constraints = constraints;
    this.verifier = verifier;
    this.hasher = hasher;
  }

  /** Whether it is over. */
  public boolean isDone() {
    return done;
  }

  /** Runs in the background. */
  public void start() {
    Thread thread = new Thread(this::run, "warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      hasher.digest("Warm-up 2026");
      for (int round = 0; round < ROUNDS; round++) {
        for (PreparedOperation<?> operation : operations.all()) {
          decode(operation);
          refuseSignature();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("Warm-up failed, the first requests will be slow", e);
    } finally {
      done = true;
    }
  }

  private <Q> void decode(PreparedOperation<Q> operation) {
    try {
      Q request = operation.decode(EMPTY);
      operation.digestInput(request);
      AuditedCall call = new AuditedCall("", Instant.EPOCH, "", "", "");
      call.operation(operation.row());
      call.request(request);
      call.rehearse();
      constraints.check(operation.row(), request);
    } catch (OperationRejected e) {
      LOG.trace("An empty request is refused, as expected");
    }
  }

  private void refuseSignature() {
    try {
      verifier.verify(new UnknownCaller(), EMPTY);
    } catch (OperationRejected e) {
      LOG.trace("An unknown caller is refused, as expected");
    }
  }

  private record UnknownCaller() implements RequestHead {
    @Override
    public String rawQuery() {
      return null;
    }

    @Override
    public List<String> values(String lowerCaseName) {
      return switch (lowerCaseName) {
        case "authorization" ->
            List.of(
                "AWS4-HMAC-SHA256 Credential=-/20261122/us-east-1/workmail/aws4_request,"
                    + " SignedHeaders=host;x-amz-date, Signature=00");
        case "x-amz-date" -> List.of("20261122T000000Z");
        default -> List.of();
      };
    }
  }
}
