package org.postroom.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.audit.verify.Finding;
import org.postroom.audit.verify.Verification;
import org.postroom.audit.verify.WriterReport;
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
    sortOptions = false,
    description = {
      "Finds missing, altered, reordered and forged audit records.",
      "Of the installation that ./postroom up has started, or with --bootstrap-servers of any other."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:nothing is wrong", "1:something is, or could not be found out"})
final class AuditVerifyCommand implements Callable<Integer> {
  @Mixin private AuditStreamOptions stream;
  @Mixin private KnownChains known;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Verification verification = new Verification(stream.mayExpire());
    boolean compared = known.tell(verification, stream, out);
    try (AuditTopicReader reader = new AuditTopicReader(stream.kafka())) {
      verification.run(reader);
    } catch (KafkaException e) {
      throw new InstallationException("The audit stream cannot be read: " + e.getMessage(), e);
    }
    Collection<Finding> findings = verification.findings();
    List<WriterReport> writers = verification.writers();
    writers.forEach(writer -> print(out, writer));
    findings.forEach(out::println);
    long strangers = writers.stream().filter(writer -> !writer.isKnown()).count();
    if (strangers > 0) {
      out.printf(
          "%d writers are UNKNOWN: no database, spool directory or checkpoint says that they are"
              + " the installation's.%n",
          strangers);
    }
    out.println(summary(writers, findings.size()));
    out.flush();
    return findings.isEmpty() && compared ? 0 : 1;
  }

  private static void print(PrintWriter out, WriterReport writer) {
    out.printf(
        "%-48s %9d - %-9d %s%s%s%n",
        writer.writer(),
        writer.first(),
        writer.last(),
        state(writer),
        writer.isClosed() ? ", closed" : "",
        writer.isKnown() ? "" : ", UNKNOWN");
  }

  private static String state(WriterReport writer) {
    if (!writer.isWhole()) {
      return "NOT WHOLE";
    }
    if (writer.first() == 0) {
      return "expired";
    }
    return writer.first() == 1 ? "whole" : "whole, what was before has expired";
  }

  private static String summary(List<WriterReport> writers, int findings) {
    long entries = writers.stream().mapToLong(WriterReport::entries).sum();
    return findings == 0
        ? "%d entries of %d writers: nothing is missing, altered or reordered."
            .formatted(entries, writers.size())
        : "%d entries of %d writers: %d findings.".formatted(entries, writers.size(), findings);
  }
}
