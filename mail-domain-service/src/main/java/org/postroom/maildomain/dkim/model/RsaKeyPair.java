package org.postroom.maildomain.dkim.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A new pair of 2048-bit RSA keys. Making one takes a tenth of a second of a processor, or more.
 */
public final class RsaKeyPair {
  private static final int BITS = 2048;
  private static final int PEM_LINE = 64;

  private final KeyPair pair;

  private RsaKeyPair(KeyPair pair) {
    this.pair = pair;
  }

  /** Makes one. */
  public static RsaKeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS, random);
      return new RsaKeyPair(generator.generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no RSA", e);
    }
  }

  /** Base64 of the X.509 encoding. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
  }

  /** PKCS#8, in clear: only to be sealed. */
  public byte[] privateKey() {
    return pair.getPrivate().getEncoded();
  }

  /** The PEM form of a private key in PKCS#8. */
  public static String pem(byte[] privateKey) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(US_ASCII)).encodeToString(privateKey)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
