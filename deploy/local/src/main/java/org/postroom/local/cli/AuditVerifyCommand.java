package org.postroom.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.postroom.audit.ChainHead;
import org.postroom.audit.SpoolDirectory;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.audit.verify.Finding;
import org.postroom.audit.verify.Verification;
import org.postroom.audit.verify.WriterReport;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Reads the whole audit stream and compares it with what databases and gateways know of its chains.
 */
@Command(
    name = "verify",
    description = "Finds missing, altered, reordered and forged audit records.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:nothing is wrong", "1:something is, or could not be found out"})
final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Verification verification = new Verification();
    expectSpools(verification, data.directory().auditSpools());
    boolean compared = expectDatabases(verification, out);
    try (AuditTopicReader reader = new AuditTopicReader(RunningKafka.connection(data.running()))) {
      verification.run(reader);
    }
    Collection<Finding> findings = verification.findings();
    verification.writers().forEach(writer -> print(out, writer));
    findings.forEach(out::println);
    out.println(summary(verification.writers(), findings.size()));
    out.flush();
    return findings.isEmpty() && compared ? 0 : 1;
  }

  private static void expectSpools(Verification verification, Path spools) throws IOException {
    if (!Files.isDirectory(spools)) {
      return;
    }
    try (Stream<Path> directories = Files.list(spools)) {
      for (Path directory : directories.filter(Files::isDirectory).sorted().toList()) {
        SpoolDirectory.heads(directory)
            .forEach(head -> verification.expect(head, "the directory " + directory));
      }
    }
  }

  /** Returns false when a database could not be asked. */
  private boolean expectDatabases(Verification verification, PrintWriter out) throws IOException {
    boolean all = true;
    for (BoundedContext context : BoundedContext.values()) {
      try {
        HttpResponse<String> answer = InternalCalls.of(data, context).get("/internal/audit/heads");
        if (answer.statusCode() != 200) {
          throw new InstallationException("it answers " + answer.statusCode());
        }
        Heads heads = DataDirectory.JSON.readValue(answer.body(), Heads.class);
        heads.heads().forEach(head -> verification.expect(head, "the database of " + context));
      } catch (InstallationException e) {
        all = false;
        out.printf(
            "The ends of the %s service's chains could not be compared: %s%n",
            context.wireName(), e.getMessage());
      }
    }
    return all;
  }

  private static void print(PrintWriter out, WriterReport writer) {
    out.printf(
        "%-48s %9d - %-9d %s%s%n",
        writer.writer(),
        writer.first(),
        writer.last(),
        writer.isWhole() ? "whole" : "NOT WHOLE",
        writer.isClosed() ? ", closed" : "");
  }

  private static String summary(List<WriterReport> writers, int findings) {
    long entries = writers.stream().mapToLong(WriterReport::entries).sum();
    return findings == 0
        ? "%d entries of %d writers: nothing is missing, altered or reordered."
            .formatted(entries, writers.size())
        : "%d entries of %d writers: %d findings.".formatted(entries, writers.size(), findings);
  }

  /** What a service answers. */
  record Heads(List<ChainHead> heads) {}
}
