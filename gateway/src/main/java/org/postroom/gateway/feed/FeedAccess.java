package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.function.Consumer;
import org.postroom.contract.access.AccessDenied;
import org.postroom.contract.directory.DescribeOrganizationRequest;
import org.postroom.contract.directory.DirectoryOperations;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.auth.Credential;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.auth.Policy;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.dispatch.Call;
import org.postroom.gateway.dispatch.QueryClient;
import org.postroom.gateway.http.RequestCaller;
import org.postroom.gateway.observe.TraceParent;
import org.postroom.gateway.request.ConstraintChecker;
import org.postroom.gateway.request.Operations;
import org.postroom.gateway.request.PreparedOperation;

/**
 * Decides who may follow an organization: whose key's policy allows {@code workmail:FollowEvents}
 * on it, and whose account owns it. The latter, and statements about tags, are decided by the
 * directory, which is asked for the organization in the caller's name.
 */
@Singleton
class FeedAccess {
  /** What it is called in policies, metrics and messages. */
  static final String ACTION = "FollowEvents";

  private final GatewayConfig config;
  private final CredentialsFile credentials;
  private final QueryClient queries;
  private final ConstraintChecker constraints;
  private final Clock clock;
  private final PreparedOperation<DescribeOrganizationRequest> describe;

  @SuppressWarnings("unchecked")
  FeedAccess(
      GatewayConfig config,
      CredentialsFile credentials,
      QueryClient queries,
      ConstraintChecker constraints,
      Operations operations,
      Clock clock) {
    this.config = config;
    this.credentials = credentials;
    this.queries = queries;
    this.constraints = constraints;
    this.clock = clock;
    this.describe =
        (PreparedOperation<DescribeOrganizationRequest>)
            operations.byTarget(
                "WorkMailService." + DirectoryOperations.DESCRIBE_ORGANIZATION.name());
  }

  /**
   * One caller's request.
   *
   * @param credential what has signed it
   * @param organizationId what is to be followed
   */
  record Visit(
      HttpServerRequest request, Credential credential, String organizationId, String requestId) {}

  /**
   * Refuses an id that cannot be one.
   *
   * @throws OperationRejected InvalidParameterException
   */
  void checkForm(String organizationId) {
    constraints.check(describe.row(), new DescribeOrganizationRequest(organizationId));
  }

  /**
   * Whether the key is still there, unchanged and allowed as far as the gateway can tell.
   *
   * @throws OperationRejected when it is not
   */
  Policy.Judgement judge(Visit visit) {
    Credential then = visit.credential();
    Credential now = credentials.get().byAccessKeyId(then.accessKeyId());
    if (now == null
        || !equal(now.secretAccessKey(), then.secretAccessKey())
        || !equal(now.sessionToken(), then.sessionToken())
        || !now.account().equals(then.account())) {
      throw new OperationRejected(
          ErrorCode.UNRECOGNIZED_CLIENT, "The security token included in the request is invalid.");
    }
    if (now.expiration() != null && !clock.instant().isBefore(now.expiration())) {
      throw new OperationRejected(
          ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
    Policy.Judgement judgement = now.policy().judge(ACTION, arn(visit));
    if (!judgement.isAllowed()) {
      throw denied(visit);
    }
    return judgement;
  }

  /**
   * Decides all of it.
   *
   * @param verdict gets null when the caller may follow, else the refusal; on any thread
   */
  void decide(Visit visit, Consumer<OperationRejected> verdict) {
    try {
      Policy.Judgement judgement = judge(visit);
      queries.send(
          new Call<>(
              describe,
              new DescribeOrganizationRequest(visit.organizationId()),
              RequestCaller.of(visit.credential(), visit.request(), judgement.tagStatements()),
              visit.requestId(),
              null,
              TraceParent.of(visit.request().getHeader("traceparent")),
              answer -> verdict.accept(refusal(visit, answer))));
    } catch (OperationRejected e) {
      verdict.accept(e);
    }
  }

  private OperationRejected refusal(Visit visit, Answer answer) {
    if (answer.error() == null) {
      return null;
    }
    return answer.error() == ErrorCode.ACCESS_DENIED
        ? denied(visit)
        : new OperationRejected(answer.error(), answer.message() == null ? "" : answer.message());
  }

  private OperationRejected denied(Visit visit) {
    return AccessDenied.of(visit.credential().principal(), ACTION, arn(visit));
  }

  private String arn(Visit visit) {
    return new OrganizationArn(
            config.region(), visit.credential().account(), visit.organizationId())
        .text();
  }

  private static boolean equal(String one, String other) {
    return one == null || other == null
        ? one == other
        : MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }
}
