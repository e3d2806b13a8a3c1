package org.postroom.gateway.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with every part open to mischief.
 *
 * @param date of the signatures; null for when each is made
 */
public record TestSigner(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    String region,
    String service,
    Instant date) {
  private static final DateTimeFormatter AMZ =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  public static TestSigner of(String accessKeyId, String secretAccessKey) {
    return new TestSigner(accessKeyId, secretAccessKey, null, "us-east-1", "workmail", null);
  }

  public TestSigner withRegion(String other) {
    return new TestSigner(accessKeyId, secretAccessKey, sessionToken, other, service, date);
  }

  public TestSigner withService(String other) {
    return new TestSigner(accessKeyId, secretAccessKey, sessionToken, region, other, date);
  }

  public TestSigner withDate(Instant other) {
    return new TestSigner(accessKeyId, secretAccessKey, sessionToken, region, service, other);
  }

  public TestSigner withSessionToken(String other) {
    return new TestSigner(accessKeyId, secretAccessKey, other, region, service, date);
  }

  /** The headers of a signed request, Authorization among them; those given are signed too. */
  public Map<String, String> sign(String host, Map<String, String> headers, byte[] body) {
    return sign("host", host, headers, body);
  }

  /** The same with another name for the host: {@code :authority}, as some sign over HTTP/2. */
  public Map<String, String> sign(
      String hostName, String host, Map<String, String> headers, byte[] body) {
    return sign("POST\n/\n", hostName, host, headers, body);
  }

  /** The headers of a signed GET, whose query is in order and needs no encoding. */
  public Map<String, String> signGet(String host, String path, String query) {
    return sign("GET\n" + path + '\n' + query, "host", host, Map.of(), new byte[0]);
  }

  private Map<String, String> sign(
      String start, String hostName, String host, Map<String, String> headers, byte[] body) {
    TreeMap<String, String> signed = new TreeMap<>(headers);
    signed.put(hostName, host);
    String at = AMZ.format(date == null ? Instant.now() : date);
    signed.put("x-amz-date", at);
    if (sessionToken != null) {
      signed.put("x-amz-security-token", sessionToken);
    }
    String names = String.join(";", signed.keySet());
    StringBuilder canonical = new StringBuilder(start).append('\n');
    signed.forEach((name, value) -> canonical.append(name).append(':').append(value).append('\n'));
    canonical.append('\n').append(names).append('\n').append(sha256(body));
    String day = at.substring(0, 8);
    String scope = day + '/' + region + '/' + service + "/aws4_request";
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + at
            + '\n'
            + scope
            + '\n'
            + sha256(canonical.toString().getBytes(UTF_8));
    byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
    for (String part : new String[] {day, region, service, "aws4_request"}) {
      key = hmac(key, part);
    }
    Map<String, String> all = new TreeMap<>(signed);
    all.remove(hostName);
    all.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential="
            + accessKeyId
            + '/'
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key, toSign)));
    return all;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
