package org.postroom.benchmarks.driver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes whole signed HTTP/1.1 requests of the WorkMail API, at a cost of a few microseconds: the
 * signing key is derived once a day, the date written once a second. Not thread-safe.
 */
public final class RequestSigner {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String SIGNED_HEADERS = "content-type;host;x-amz-date;x-amz-target";
  private static final HexFormat HEX = HexFormat.of();

  private final Target target;
  private final Clock clock;
  private final MessageDigest sha256;
  private final Mac mac;
  private long second = -1;
  private String date;
  private String scope;
  private String day = "";

  /** A signer of requests to one endpoint. */
  public RequestSigner(Target target, Clock clock) {
    this.target = target;
    this.clock = clock;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
      mac = Mac.getInstance("HmacSHA256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A request that is ready to be sent.
   *
   * @param amzTarget the value of X-Amz-Target
   * @param invocationId what SDKs send as amz-sdk-invocation-id; null for none
   */
  public byte[] request(String amzTarget, String invocationId, byte[] body) {
    tick();
    String canonical =
        "POST\n/\n\ncontent-type:"
            + CONTENT_TYPE
            + "\nhost:"
            + target.authority()
            + "\nx-amz-date:"
            + date
            + "\nx-amz-target:"
            + amzTarget
            + "\n\n"
            + SIGNED_HEADERS
            + "\n"
            + hash(body);
    String toSign =
        "AWS4-HMAC-SHA256\n" + date + "\n" + scope + "\n" + hash(canonical.getBytes(UTF_8));
    String signature = HEX.formatHex(mac.doFinal(toSign.getBytes(UTF_8)));
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + target.authority()
            + "\r\nContent-Type: "
            + CONTENT_TYPE
            + "\r\nX-Amz-Date: "
            + date
            + "\r\nX-Amz-Target: "
            + amzTarget
            + (invocationId == null ? "" : "\r\namz-sdk-invocation-id: " + invocationId)
            + "\r\nAuthorization: AWS4-HMAC-SHA256 Credential="
            + target.accessKeyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + SIGNED_HEADERS
            + ", Signature="
            + signature
            + "\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private String hash(byte[] bytes) {
    return HEX.formatHex(sha256.digest(bytes));
  }

  private void tick() {
    Instant now = clock.instant();
    if (now.getEpochSecond() == second) {
      return;
    }
    second = now.getEpochSecond();
    date = DATE.format(now);
    String today = date.substring(0, 8);
    if (!today.equals(day)) {
      day = today;
      scope = day + "/" + target.region() + "/workmail/aws4_request";
      byte[] key = ("AWS4" + target.secretAccessKey()).getBytes(UTF_8);
      for (String part : scope.split("/")) {
        key = hmac(key, part);
      }
      setKey(key);
    }
  }

  private byte[] hmac(byte[] key, String text) {
    setKey(key);
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private void setKey(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
