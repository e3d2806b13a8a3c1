package org.postroom.local.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.postroom.audit.export.AuditExport;
import org.postroom.audit.export.ExportDestination;
import org.postroom.audit.export.Leeway;
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
    sortOptions = false,
    description = {
      "Writes the audit records that were not exported yet as gzip files of CloudTrail's layout.",
      "Of the installation that ./postroom up has started, or with --bootstrap-servers of any other.",
      "It goes as far as each writer's records follow one another, and fails where they do not."
    })
final class AuditExportCommand implements Callable<Integer> {
  @Mixin private AuditStreamOptions stream;

  @Option(
      names = "--to",
      paramLabel = "URL",
      order = 10,
      description =
          "s3://BUCKET[/PREFIX] or file:DIR (default: the bucket of the installation's own store).")
  private URI to = URI.create("s3://" + DataDirectory.EXPORTS_BUCKET);

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      order = 11,
      description =
          "An S3-compatible store (default: the installation's own); AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY in the environment sign, for AWS_REGION.")
  private URI endpoint;

  @Option(
      names = "--position",
      paramLabel = "FILE",
      order = 12,
      description =
          "Where to keep how far it has come (default: a file for each destination in the data"
              + " directory).")
  private Path position;

  @Option(
      names = "--continue-at",
      paramLabel = "WRITER=NUMBER",
      order = 13,
      description = "Entries behind those that are known to be lost, from which to go on.")
  private Map<String, Long> continueAt = Map.of();

  @Option(
      names = "--leave-out",
      paramLabel = "PARTITION:OFFSET",
      order = 14,
      description = "Places of entries that are known to be forged.")
  private Set<String> leaveOut = Set.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Map<String, Object> kafka = stream.kafka();
    PrintWriter out = spec.commandLine().getOut();
    Leeway leeway = new Leeway(stream.mayExpire(), continueAt, leaveOut);
    AuditExport export =
        new AuditExport(
            destination(), position(kafka), RunningKafka.topicId(kafka, Topics.AUDIT), leeway);
    try (AuditTopicReader reader = new AuditTopicReader(kafka)) {
      export.run(reader);
    } catch (KafkaException e) {
      throw new InstallationException("The audit stream cannot be read: " + e.getMessage(), e);
    } finally {
      export.expired().forEach(each -> out.printf("Had expired before: %s%n", each));
      out.printf("%d records in %d files are in %s%n", export.records(), export.files(), to);
      out.flush();
    }
    return 0;
  }

  private Path position(Map<String, Object> kafka) {
    if (position != null) {
      return position;
    }
    String name = endpoint == null ? to.toString() : endpoint + " " + to;
    return stream
        .data()
        .directory()
        .auditExport(stream.isElsewhere() ? kafka.get("bootstrap.servers") + " " + name : name);
  }

  private ExportDestination destination() {
    String scheme = to.getScheme() == null ? "" : to.getScheme();
    return switch (scheme) {
      case "file" -> ExportDestination.directory(Path.of(to.getSchemeSpecificPart()));
      case "s3" -> S3Destination.of(to, endpoint, ownStore(), region());
      default ->
          throw new InstallationException("The destination is s3://BUCKET/PREFIX or file:DIR.");
    };
  }

  private String region() {
    return stream.hasData()
        ? stream.data().directory().rememberedRegion()
        : System.getenv("AWS_REGION");
  }

  private URI ownStore() {
    if (!stream.hasData()) {
      return null;
    }
    Integer port = stream.data().directory().rememberedPorts().get(Port.S3);
    return port == null ? null : URI.create("http://127.0.0.1:" + port);
  }
}
