package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.postroom.audit.ChainHead;
import org.postroom.audit.SpoolDirectory;
import org.postroom.audit.verify.Verification;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.transport.TlsFiles;
import picocli.CommandLine.Option;

/** Who knows, besides the audit stream itself, where its chains end. */
final class KnownChains {
  private static final String HEADS = "/internal/audit/heads";

  @Option(
      names = "--heads",
      paramLabel = "URL|FILE",
      arity = "1..*",
      order = 10,
      description = "Services to ask where their chains end, or files with what they answer.")
  private List<String> heads = List.of();

  @Option(
      names = "--service-credential",
      paramLabel = "FILE",
      order = 11,
      description = "The credential to ask them with.")
  private Path credential;

  @Option(
      names = "--trust-file",
      paramLabel = "FILE",
      order = 12,
      description = "The authorities that vouch for them, as PEM (default: the JDK's).")
  private Path trust;

  @Option(
      names = "--certificate-file",
      paramLabel = "FILE",
      order = 13,
      description = "The certificate to show them, as PEM.")
  private Path certificate;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      order = 14,
      description = "Its key, as PEM (PKCS#8).")
  private Path key;

  @Option(
      names = "--spool",
      paramLabel = "DIR",
      arity = "1..*",
      order = 15,
      description = "Audit spool directories of gateways and services, or what holds several.")
  private List<Path> spools = List.of();

  /** What a service answers. */
  record Heads(List<ChainHead> heads) {}

  /**
   * Tells a verification of everything that is known.
   *
   * @param out is told what could not be found out
   * @return whether all was found out
   */
  boolean tell(Verification verification, AuditStreamOptions stream, PrintWriter out)
      throws IOException {
    boolean all = true;
    for (Path directory : directories(stream)) {
      all &= expectSpool(verification, directory, out);
    }
    if (!stream.isElsewhere()) {
      for (BoundedContext context : BoundedContext.values()) {
        String name = "the " + context.wireName() + " service";
        all &= expect(verification, name, () -> ask(InternalCalls.of(stream.data(), context)), out);
      }
    } else if (heads.isEmpty()) {
      out.println("Where the services' chains end is not known: see --heads.");
      all = false;
    }
    for (String each : heads) {
      all &= expect(verification, each, () -> at(each), out);
    }
    return all;
  }

  private List<Path> directories(AuditStreamOptions stream) throws IOException {
    List<Path> directories = new ArrayList<>();
    for (Path spool : spools) {
      if (!Files.isDirectory(spool)) {
        throw new InstallationException(spool + " is no directory.");
      }
      directories.add(spool);
      directories.addAll(below(spool));
    }
    if (stream.hasData()) {
      directories.addAll(below(stream.data().directory().auditSpools()));
    }
    return directories;
  }

  private static List<Path> below(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }

  private static boolean expectSpool(Verification verification, Path directory, PrintWriter out)
      throws IOException {
    SpoolDirectory.Memory memory = SpoolDirectory.memory(directory);
    memory.heads().forEach(head -> verification.expect(head, "the directory " + directory));
    memory
        .unreadable()
        .forEach(file -> out.printf("Where a chain ends cannot be read: %s%n", file));
    memory
        .damaged()
        .forEach(file -> out.printf("Records have been lost, see the damaged file: %s%n", file));
    return memory.unreadable().isEmpty() && memory.damaged().isEmpty();
  }

  /** Somebody's answer. */
  private interface Source {
    byte[] read() throws IOException;
  }

  private static boolean expect(
      Verification verification, String name, Source source, PrintWriter out) {
    try {
      Heads answer = DataDirectory.JSON.readValue(source.read(), Heads.class);
      if (answer.heads() == null) {
        throw new InstallationException("That is no answer of a service.");
      }
      answer.heads().forEach(head -> verification.expect(head, name));
      return true;
    } catch (IOException | InstallationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      out.printf(
          "Where chains end could not be compared with %s: %s%s%n",
          name, e.getMessage(), cause == e ? "" : " (" + cause + ")");
      return false;
    }
  }

  private byte[] at(String place) throws IOException {
    if (!place.startsWith("http://") && !place.startsWith("https://")) {
      return Files.readAllBytes(Path.of(place));
    }
    if (credential == null) {
      throw new InstallationException("Say what to ask it with: --service-credential FILE.");
    }
    String token = Files.readString(credential).lines().findFirst().orElse("").strip();
    return ask(new InternalCalls(place, URI.create(place), token, client()));
  }

  private static byte[] ask(InternalCalls calls) {
    HttpResponse<String> answer = calls.get(HEADS);
    if (answer.statusCode() != 200) {
      throw new InstallationException("it answers " + answer.statusCode());
    }
    return answer.body().getBytes(UTF_8);
  }

  private HttpClient client() {
    TlsFiles files =
        new TlsFiles(
            Optional.ofNullable(certificate), Optional.ofNullable(key), Optional.ofNullable(trust));
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          files.identity().map(shown -> new KeyManager[] {shown}).orElse(null),
          files.trusted().map(trusted -> new TrustManager[] {trusted}).orElse(null),
          null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InstallationException("The files for TLS are not usable.", e);
    }
  }
}
