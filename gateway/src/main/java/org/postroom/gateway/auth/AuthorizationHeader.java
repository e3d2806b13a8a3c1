package org.postroom.gateway.auth;

import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * The parts of {@code Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…}.
 */
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    String scope,
    List<String> signedHeaders,
    String joinedSignedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String TERMINATOR = "aws4_request";
  private static final String CREDENTIAL = "Credential=";
  private static final int MAX_KEY = 128;
  private static final int MAX_SIGNED_HEADERS = 100;

  static AuthorizationHeader parse(String header) {
    if (!header.startsWith(ALGORITHM + ' ')) {
      throw incomplete("Authorization header requires the algorithm " + ALGORITHM + '.');
    }
    String credential = null;
    String signedHeaders = null;
    String signature = null;
    for (String part : header.substring(ALGORITHM.length() + 1).split(",")) {
      String pair = part.strip();
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw incomplete("Authorization header has a part that is no key=value pair.");
      }
      String value = pair.substring(equals + 1);
      switch (pair.substring(0, equals)) {
        case "Credential" -> credential = once(credential, value, "Credential");
        case "SignedHeaders" -> signedHeaders = once(signedHeaders, value, "SignedHeaders");
        case "Signature" -> signature = once(signature, value, "Signature");
        default -> throw incomplete("Authorization header has an unknown parameter.");
      }
    }
    require(credential, "Credential");
    require(signedHeaders, "SignedHeaders");
    require(signature, "Signature");
    String[] scope = credential.split("/", -1);
    if (scope.length != 5 || !TERMINATOR.equals(scope[4])) {
      throw incomplete(
          "Credential must have exactly 5 slash-delimited elements, e.g."
              + " keyid/date/region/service/aws4_request.");
    }
    List<String> names = List.of(signedHeaders.split(";"));
    if (names.size() > MAX_SIGNED_HEADERS) {
      throw incomplete("Authorization header signs too many headers.");
    }
    return new AuthorizationHeader(
        scope[0],
        scope[1],
        scope[2],
        scope[3],
        credential.substring(scope[0].length() + 1),
        names,
        signedHeaders,
        signature);
  }

  /** The access key that a header claims, as far as it is one at all; else null. */
  static String claimedKey(String header) {
    int start = header.indexOf(CREDENTIAL);
    if (start < 0) {
      return null;
    }
    int end = start + CREDENTIAL.length();
    int from = end;
    while (end < header.length()
        && end - from < MAX_KEY
        && (Character.isLetterOrDigit(header.charAt(end)) || header.charAt(end) == '_')) {
      end++;
    }
    return end == from ? null : header.substring(from, end);
  }

  boolean signs(String lowerCaseName) {
    return signedHeaders.contains(lowerCaseName);
  }

  private static String once(String before, String value, String name) {
    if (before != null) {
      throw incomplete("Authorization header has '" + name + "' twice.");
    }
    return value;
  }

  private static void require(String value, String name) {
    if (value == null || value.isEmpty()) {
      throw incomplete("Authorization header requires '" + name + "' parameter.");
    }
  }

  private static OperationRejected incomplete(String message) {
    return new OperationRejected(ErrorCode.INCOMPLETE_SIGNATURE, message);
  }
}
