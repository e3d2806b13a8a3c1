package org.postroom.export.imap;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.run.ExportFailed;

/** Makes connections to a mail server and protects them; the host's name is always verified. */
final class ImapSockets {
  private final ImapSettings settings;

  ImapSockets(ImapSettings settings) {
    this.settings = settings;
  }

  Socket connect() throws ExportBroken {
    Socket socket = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
      if (address.isUnresolved()) {
        throw new UnknownHostException(settings.host());
      }
      socket.connect(address, (int) settings.connectTimeout().toMillis());
      socket.setSoTimeout((int) settings.readTimeout().toMillis());
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      close(socket);
      throw new ExportBroken(unreachable(e));
    }
    return socket;
  }

  private ExportFailed unreachable(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return ExportFailed.forNow(
          "The mail server's name "
              + settings.host()
              + " is not known; see postroom.export.imap.host",
          cause);
    }
    String why =
        cause instanceof SocketTimeoutException
            ? " does not answer; is there a firewall between?"
            : " takes no connections; is it running, and the port right?";
    return ExportFailed.forNow(settings.server() + why, cause);
  }

  Socket protect(Socket plain) throws ExportBroken {
    try {
      SSLSocket socket =
          (SSLSocket)
              context()
                  .getSocketFactory()
                  .createSocket(plain, settings.host(), settings.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket;
    } catch (IOException e) {
      close(plain);
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof CertificateException) {
          throw new ExportBroken(
              ExportFailed.forGood(
                  settings.server()
                      + " shows no certificate that is trusted ("
                      + at.getMessage()
                      + "); see postroom.export.imap.trusted-certificates",
                  e));
        }
      }
      if (e instanceof SSLException) {
        throw new ExportBroken(
            ExportFailed.forNow(
                settings.server()
                    + " does not agree on TLS ("
                    + e.getMessage()
                    + "); see postroom.export.imap.security",
                e));
      }
      throw new ExportBroken(
          ExportFailed.forNow(
              settings.server() + ": the connection was lost in TLS's handshake", e));
    }
  }

  private SSLContext context() throws ExportBroken {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      // Without certificates of its own the factory takes the platform's.
      trust.init(
          settings.trustedCertificates().isEmpty()
              ? null
              : store(settings.trustedCertificates().get()));
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new ExportBroken(
          ExportFailed.forGood(
              "The certificates that are to vouch for the mail server cannot be read; see"
                  + " postroom.export.imap.trusted-certificates",
              e));
    }
  }

  private static KeyStore store(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("trusted-" + count++, certificate);
      }
    }
    return store;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It was of no use anyway.
    }
  }
}
