package org.postroom.maildomain.dkim.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.exceptions.FailException;
import org.postroom.contract.maildomain.DnsRecord;

/** A message, signed and verified by Apache James' library as mail servers would. */
final class SignedMail {
  private static final String MESSAGE =
      "From: ann@example.com\r\nTo: bob@example.org\r\nSubject: Signed\r\n"
          + "Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n\r\nHello Bob,\r\nthis is Ann.\r\n";

  private final String text;

  private SignedMail(String text) {
    this.text = text;
  }

  /** Signs with a key as it was handed out. */
  static SignedMail by(String domain, String selector, String pem)
      throws IOException, GeneralSecurityException, FailException {
    String template =
        "v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=%s; h=from:to:subject:date; bh=; b=;"
            .formatted(domain, selector);
    byte[] key =
        Base64.getMimeDecoder()
            .decode(
                pem.replace("-----BEGIN PRIVATE KEY-----", "")
                    .replace("-----END PRIVATE KEY-----", ""));
    DKIMSigner signer =
        new DKIMSigner(
            template, KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
    return new SignedMail(signer.sign(stream(MESSAGE)) + "\r\n" + MESSAGE);
  }

  /** Whether a receiver that finds these records takes the signature. */
  boolean isRightBy(List<DnsRecord> records) throws IOException {
    DKIMVerifier verifier =
        new DKIMVerifier(
            (method, selector, domain) ->
                records.stream()
                    .filter(record -> record.type().equals("TXT"))
                    .filter(record -> record.hostname().equals(selector + "._domainkey." + domain))
                    .map(DnsRecord::value)
                    .toList());
    try {
      return verifier.verify(stream(text)).size() == 1;
    } catch (FailException e) {
      return false;
    }
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(US_ASCII));
  }
}
