package org.postroom.local.cli;

import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.util.Map;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has the key of a domain replaced. */
@Command(name = "rotate", description = "Replaces the key that signs mail from a domain.")
final class DkimRotateCommand implements Runnable {
  private static final int ACCEPTED = 202;

  @Mixin private DataOption data;

  @Parameters(index = "0", paramLabel = "ORGANIZATION", description = "An organization id.")
  private String organization;

  @Parameters(index = "1", paramLabel = "DOMAIN", description = "A custom domain of it.")
  private String domain;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    InternalCalls calls = InternalCalls.of(data, BoundedContext.MAIL_DOMAIN);
    HttpResponse<String> answer =
        calls.post(
            "/internal/dkim/rotations",
            Json.write(Map.of("OrganizationId", organization, "DomainName", domain)));
    if (answer.statusCode() != ACCEPTED) {
      throw calls.unexpected(answer);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "The next key of " + domain + " signs as soon as its record is found in DNS, and the one");
    out.println("before it is withdrawn; get-mail-domain lists the records.");
    out.flush();
  }
}
