package org.postroom.local.cli;

import java.io.PrintWriter;
import org.postroom.local.AccessKey;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.Port;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what {@code eval "$(./postroom env)"} needs. */
@Command(name = "env", description = "Prints the exports for: eval \"$(./postroom env)\"")
final class EnvCommand implements Runnable {
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    DataDirectory directory = data.directory();
    if (!directory.isInstalled() || !directory.rememberedPorts().containsKey(Port.GATEWAY)) {
      throw new InstallationException(
          "Nothing was started over " + directory.root() + " yet; start it with ./postroom up.");
    }
    PrintWriter out = spec.commandLine().getOut();
    AccessKey key = directory.accessKey();
    export(out, "AWS_ACCESS_KEY_ID", key.accessKeyId());
    export(out, "AWS_SECRET_ACCESS_KEY", key.secretAccessKey());
    export(out, "AWS_REGION", directory.rememberedRegion());
    // The AWS CLI's version 1 and boto3 know only this name.
    export(out, "AWS_DEFAULT_REGION", directory.rememberedRegion());
    export(
        out,
        "AWS_ENDPOINT_URL_WORKMAIL",
        "http://127.0.0.1:" + directory.rememberedPorts().get(Port.GATEWAY));
    // Exports are written with a role and a key of the organization's own account.
    export(out, "POSTROOM_ACCOUNT", key.account());
    if (directory.rememberedPorts().containsKey(Port.DIRECTORY)) {
      directory.mailServerToken().ifPresent(token -> exportForMailServers(out, directory, token));
    }
    exportUrl(out, directory, "POSTROOM_SMTP_URL", "smtp", Port.SMTP);
    exportUrl(out, directory, "POSTROOM_IMAP_URL", "imap", Port.IMAP);
    // Where exports go: with this the AWS CLI's s3 commands find them.
    exportUrl(out, directory, "AWS_ENDPOINT_URL_S3", "http", Port.S3);
    if (System.getenv("AWS_SESSION_TOKEN") != null) {
      // It belongs to other credentials, and clients would send it along with these.
      out.println("unset AWS_SESSION_TOKEN");
    }
  }

  private void exportForMailServers(PrintWriter out, DataDirectory directory, String token) {
    export(
        out,
        "POSTROOM_MAIL_URL",
        "http://127.0.0.1:" + directory.rememberedPorts().get(Port.DIRECTORY));
    exportUrl(out, directory, "POSTROOM_MAIL_DOMAIN_URL", "http", Port.MAIL_DOMAIN);
    exportUrl(out, directory, "POSTROOM_MAIL_POLICY_URL", "http", Port.POLICY);
    export(out, "POSTROOM_MAIL_TOKEN", token);
    if (System.console() != null) {
      // Somebody reads this; what is evaluated holds no comments, which not every shell takes.
      PrintWriter err = spec.commandLine().getErr();
      err.println("A mail server asks for instance (docs/mail-server-integration.md):");
      err.println(
          "  curl -H \"Authorization: Bearer $POSTROOM_MAIL_TOKEN\" $POSTROOM_MAIL_URL/mail/authenticate"
              + " -d '{\"Address\":\"ann@…\",\"Password\":\"…\"}'");
    }
  }

  /** Nothing for a port that an older version did not have at the last start. */
  private static void exportUrl(
      PrintWriter out, DataDirectory directory, String name, String scheme, Port port) {
    Integer number = directory.rememberedPorts().get(port);
    if (number != null) {
      export(out, name, scheme + "://127.0.0.1:" + number);
    }
  }

  private static void export(PrintWriter out, String name, String value) {
    out.println("export " + name + "='" + value.replace("'", "'\\''") + "'");
  }
}
