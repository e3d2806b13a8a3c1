package org.postroom.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys as files hold them. */
final class Pem {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519");

  private Pem() {}

  /**
   * The certificates of a file, in its order.
   *
   * @throws IllegalArgumentException when there is none
   */
  static List<X509Certificate> certificates(byte[] pem) {
    try {
      List<X509Certificate> certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!certificates.isEmpty()) {
        return certificates;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("it holds something other than PEM certificates", e);
    }
    throw new IllegalArgumentException("it holds no PEM certificate");
  }

  /**
   * The private key of a file.
   *
   * @throws IllegalArgumentException when there is none that can be used; it is not repeated
   */
  static PrivateKey privateKey(byte[] pem) {
    Matcher matcher = PRIVATE_KEY.matcher(new String(pem, US_ASCII));
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "it holds no unencrypted PKCS#8 key (-----BEGIN PRIVATE KEY-----)");
    }
    PKCS8EncodedKeySpec key =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(1)));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(key);
      } catch (InvalidKeySpecException e) {
        // of another kind
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new IllegalArgumentException("its key is neither EC nor RSA nor Ed25519");
  }
}
