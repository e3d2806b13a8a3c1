package org.postroom.local.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postroom.audit.export.AuditExport;
import org.postroom.audit.export.ExportDestination;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.contract.message.Topics;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.Port;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what was not exported yet into files as CloudTrail delivers them. */
@Command(
    name = "export",
    description = {
      "Writes the audit records that were not exported yet as gzip files of CloudTrail's layout.",
      "Where it has come to is kept in the data directory, for each destination."
    })
final class AuditExportCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(
      names = "--to",
      paramLabel = "URL",
      description =
          "s3://BUCKET[/PREFIX] or file:DIR (default: the bucket of the installation's own store).")
  private URI to = URI.create("s3://" + DataDirectory.EXPORTS_BUCKET);

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description =
          "An S3-compatible store (default: the installation's own); AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY in the environment sign.")
  private URI endpoint;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Object> kafka = RunningKafka.connection(data.running());
    PrintWriter out = spec.commandLine().getOut();
    ExportDestination destination = destination();
    Path position =
        data.directory().auditExport(endpoint == null ? to.toString() : endpoint + " " + to);
    AuditExport export =
        new AuditExport(destination, position, RunningKafka.topicId(kafka, Topics.AUDIT));
    try (AuditTopicReader reader = new AuditTopicReader(kafka)) {
      export.run(reader);
    }
    out.printf("%d records in %d files are in %s%n", export.records(), export.files(), to);
    out.flush();
    return 0;
  }

  private ExportDestination destination() {
    String scheme = to.getScheme() == null ? "" : to.getScheme();
    return switch (scheme) {
      case "file" -> ExportDestination.directory(Path.of(to.getSchemeSpecificPart()));
      case "s3" -> S3Destination.of(to, endpoint, ownStore(), data.directory().rememberedRegion());
      default ->
          throw new InstallationException("The destination is s3://BUCKET/PREFIX or file:DIR.");
    };
  }

  private URI ownStore() {
    Integer port = data.directory().rememberedPorts().get(Port.S3);
    return port == null ? null : URI.create("http://127.0.0.1:" + port);
  }
}
