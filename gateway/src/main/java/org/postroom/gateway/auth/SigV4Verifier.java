package org.postroom.gateway.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * Verifies AWS Signature Version 4 in its header form, over the headers the caller has signed and
 * the body as it was sent. Safe for concurrent use.
 */
public final class SigV4Verifier {
  /** The signing name of the service. */
  public static final String SERVICE = "workmail";

  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";
  private static final String BAD_TOKEN = "The security token included in the request is invalid.";

  private final Supplier<Credentials> credentials;
  private final String region;
  private final Duration skew;
  private final Clock clock;

  /**
   * @param credentials the credentials in force at the moment of a call
   * @param region the only region accepted
   * @param skew how far a request's date may be from the clock, either way
   */
  public SigV4Verifier(
      Supplier<Credentials> credentials, String region, Duration skew, Clock clock) {
    this.credentials = credentials;
    this.region = region;
    this.skew = skew;
    this.clock = clock;
  }

  /**
   * The credential that has signed the request.
   *
   * @throws OperationRejected with the documented error, when none has
   */
  public Credential verify(RequestHead head, byte[] body) {
    List<String> headers = head.values("authorization");
    if (headers.isEmpty() || headers.get(0).isBlank()) {
      throw new OperationRejected(
          ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }
    if (headers.size() > 1) {
      throw incomplete("There must be one Authorization header.");
    }
    AuthorizationHeader authorization = AuthorizationHeader.parse(headers.get(0));
    RequestDate date = date(head);
    Credential credential = credentials.get().byAccessKeyId(authorization.accessKeyId());
    if (credential == null) {
      throw new OperationRejected(ErrorCode.UNRECOGNIZED_CLIENT, BAD_TOKEN);
    }
    checkScope(authorization, date);
    checkSkew(date);
    checkSignedHeaders(head, authorization);
    checkSessionToken(head, credential);
    checkSignature(head, body, authorization, date, credential);
    if (credential.expiration() != null && !clock.instant().isBefore(credential.expiration())) {
      throw new OperationRejected(
          ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired");
    }
    return credential;
  }

  /** The access key that a request claims to be signed with, verified or not; null for none. */
  public static String claimedKey(RequestHead head) {
    String authorization = head.single("authorization");
    return authorization == null ? null : AuthorizationHeader.claimedKey(authorization);
  }

  private static RequestDate date(RequestHead head) {
    RequestDate date;
    if (head.values("x-amz-date").isEmpty()) {
      String text = head.single("date");
      date = text == null ? null : RequestDate.ofDate(text);
    } else {
      String text = head.single("x-amz-date");
      date = text == null ? null : RequestDate.ofAmzDate(text.strip());
    }
    if (date == null) {
      throw incomplete("Authorization header requires a valid 'X-Amz-Date' or 'Date' header.");
    }
    return date;
  }

  private void checkScope(AuthorizationHeader authorization, RequestDate date) {
    if (!authorization.region().equals(region)) {
      throw invalid("Credential should be scoped to a valid region, which is '" + region + "'.");
    }
    if (!authorization.service().equals(SERVICE)) {
      throw invalid("Credential should be scoped to correct service: '" + SERVICE + "'.");
    }
    if (!date.text().startsWith(authorization.date()) || authorization.date().length() != 8) {
      throw invalid(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP.");
    }
  }

  private void checkSkew(RequestDate date) {
    Instant now = clock.instant();
    Instant earliest = now.minus(skew);
    Instant latest = now.plus(skew);
    if (date.instant().isBefore(earliest)) {
      throw invalid(
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(
                  date.text(),
                  RequestDate.format(earliest),
                  RequestDate.format(now),
                  skew.toMinutes()));
    }
    if (date.instant().isAfter(latest)) {
      throw invalid(
          "Signature not yet current: %s is still later than %s (%s + %d min.)"
              .formatted(
                  date.text(),
                  RequestDate.format(latest),
                  RequestDate.format(now),
                  skew.toMinutes()));
    }
  }

  /** What decides about a call must be signed, or it could be exchanged under the signature. */
  private static void checkSignedHeaders(RequestHead head, AuthorizationHeader authorization) {
    if (!authorization.signs("host") && !authorization.signs(":authority")) {
      throw invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    boolean amzDate = !head.values("x-amz-date").isEmpty();
    if (!authorization.signs(amzDate ? "x-amz-date" : "date")) {
      throw invalid("The date must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : new String[] {"x-amz-target", "x-amz-security-token"}) {
      if (!head.values(name).isEmpty() && !authorization.signs(name)) {
        throw invalid("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private static void checkSessionToken(RequestHead head, Credential credential) {
    List<String> tokens = head.values("x-amz-security-token");
    boolean fits =
        credential.sessionToken() == null
            ? tokens.isEmpty()
            : tokens.size() == 1 && equal(tokens.get(0).strip(), credential.sessionToken());
    if (!fits) {
      throw new OperationRejected(ErrorCode.UNRECOGNIZED_CLIENT, BAD_TOKEN);
    }
  }

  private void checkSignature(
      RequestHead head,
      byte[] body,
      AuthorizationHeader authorization,
      RequestDate date,
      Credential credential) {
    String canonical = CanonicalRequest.of(head, authorization, body);
    if (canonical == null) {
      throw invalid(MISMATCH);
    }
    String toSign =
        AuthorizationHeader.ALGORITHM
            + '\n'
            + date.text()
            + '\n'
            + authorization.scope()
            + '\n'
            + Digests.sha256Hex(canonical.getBytes(UTF_8));
    byte[] signature =
        Digests.hmacSha256(
            credential.signingKeys().of(authorization.date(), region, SERVICE),
            toSign.getBytes(UTF_8));
    if (!equal(Digests.hex(signature), authorization.signature())) {
      throw invalid(MISMATCH);
    }
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  private static OperationRejected invalid(String message) {
    return new OperationRejected(ErrorCode.INVALID_SIGNATURE, message);
  }

  private static OperationRejected incomplete(String message) {
    return new OperationRejected(ErrorCode.INCOMPLETE_SIGNATURE, message);
  }
}
