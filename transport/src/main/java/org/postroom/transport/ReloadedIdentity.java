package org.postroom.transport;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificate and the key of two PEM files as they are at each handshake. Of files of which
 * only one has been exchanged yet, the pair of before stays in use, and the certificate is among
 * the {@link StaleFiles}.
 */
public final class ReloadedIdentity extends X509ExtendedKeyManager implements StaleFiles.Follower {
  private static final String ALIAS = "identity-";
  private static final Map<String, String> SIGNATURES =
      Map.of("EC", "SHA256withECDSA", "RSA", "SHA256withRSA", "EdDSA", "Ed25519");

  private final Path certificateFile;
  private final Supplier<List<X509Certificate>> certificates;
  private final Supplier<PrivateKey> key;

  /** A handshake asks for its alias first and for what that stands for a moment later. */
  private final Map<String, Pair> pairs = new ConcurrentHashMap<>();

  private Pair latest;

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException when they hold no certificate and its key
   */
  public ReloadedIdentity(Path certificateFile, Path keyFile) {
    this.certificateFile = certificateFile;
    this.certificates = new WatchedFile<>(certificateFile, Pem::certificates);
    this.key = new WatchedFile<>(keyFile, Pem::privateKey);
    this.latest = new Pair(0, certificates.get(), key.get());
    if (!latest.fits()) {
      throw new IllegalArgumentException(
          "the key in " + keyFile + " is not that of the certificate in " + certificateFile);
    }
    pairs.put(latest.alias(), latest);
    StaleFiles.follow(this);
  }

  @Override
  public synchronized Optional<Path> stale() {
    Pair inForce = latest();
    return inForce.certificates == certificates.get() && inForce.key == key.get()
        ? Optional.empty()
        : Optional.of(certificateFile);
  }

  private synchronized Pair latest() {
    List<X509Certificate> certificatesNow = certificates.get();
    PrivateKey keyNow = key.get();
    if (certificatesNow != latest.certificates || keyNow != latest.key) {
      Pair next = new Pair(latest.number + 1, certificatesNow, keyNow);
      if (next.fits()) {
        pairs.keySet().retainAll(List.of(latest.alias()));
        pairs.put(next.alias(), next);
        latest = next;
      }
    }
    return latest;
  }

  @Override
  public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
    return latest().alias();
  }

  @Override
  public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
    return aliasFor(type);
  }

  @Override
  public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
    return latest().alias();
  }

  @Override
  public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
    return aliasFor(type);
  }

  @Override
  public String[] getClientAliases(String type, Principal[] issuers) {
    return new String[] {latest().alias()};
  }

  @Override
  public String[] getServerAliases(String type, Principal[] issuers) {
    return new String[] {latest().alias()};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    Pair pair = pairs.get(alias);
    return pair == null ? null : pair.certificates.toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    Pair pair = pairs.get(alias);
    return pair == null ? null : pair.key;
  }

  /** A server is asked for a key of one kind after the other. */
  private String aliasFor(String type) {
    Pair pair = latest();
    return type.startsWith(pair.key.getAlgorithm()) ? pair.alias() : null;
  }

  private record Pair(int number, List<X509Certificate> certificates, PrivateKey key) {
    String alias() {
      return ALIAS + number;
    }

    boolean fits() {
      PublicKey publicKey = certificates.get(0).getPublicKey();
      String algorithm = SIGNATURES.get(key.getAlgorithm());
      try {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(publicKey.getEncoded());
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(publicKey.getEncoded());
        return signature.verify(signed);
      } catch (GeneralSecurityException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return "[" + alias() + "]";
    }
  }
}
