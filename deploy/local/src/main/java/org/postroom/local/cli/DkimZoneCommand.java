package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import org.postroom.contract.operation.BoundedContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the operator's zone page by page, so that its size does not matter. */
@Command(
    name = "zone",
    description = "Prints the TXT records that the CNAMEs of all domains point to, as a zone file.")
final class DkimZoneCommand implements Runnable {
  private static final String PATH = "/internal/dkim/zone";
  private static final String NEXT = "postroom-next";
  private static final int OK = 200;

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    print(InternalCalls.of(data, BoundedContext.MAIL_DOMAIN), spec.commandLine().getOut());
  }

  /** Prints all pages; fails when one is missing. */
  static void print(InternalCalls calls, PrintWriter out) {
    String path = PATH;
    while (path != null) {
      HttpResponse<String> page = calls.get(path);
      if (page.statusCode() != OK) {
        // A zone that breaks off must not look like a whole one: the exit code says so.
        throw calls.unexpected(page);
      }
      out.print(page.body());
      out.flush();
      path =
          page.headers()
              .firstValue(NEXT)
              .map(next -> PATH + "?after=" + URLEncoder.encode(next, UTF_8))
              .orElse(null);
    }
  }
}
