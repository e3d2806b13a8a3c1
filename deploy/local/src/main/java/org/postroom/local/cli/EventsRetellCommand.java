package org.postroom.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.InstallationState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has every service tell organizations anew. */
@Command(
    name = "retell",
    description =
        "Tells organizations anew, for a subscriber that begins now or has lost events; it begins"
            + " within seconds.")
final class EventsRetellCommand implements Callable<Integer> {
  private static final int OK = 200;

  @Parameters(paramLabel = "ORGANIZATION", arity = "0..*", description = "Ids; without any, all.")
  private List<String> organizationIds = List.of();

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    InstallationState state = data.running();
    byte[] body =
        organizationIds.isEmpty()
            ? new byte[0]
            : Json.write(Map.of("OrganizationIds", organizationIds));
    PrintWriter out = spec.commandLine().getOut();
    for (BoundedContext context : BoundedContext.values()) {
      if (state.parts().stream().anyMatch(part -> part.name().equals(context.wireName()))) {
        InternalCalls calls = InternalCalls.of(data, context);
        var answer = calls.post("/internal/events/retell", body);
        if (answer.statusCode() != OK) {
          throw calls.unexpected(answer);
        }
        out.printf("%-12s tells anew%n", context.wireName());
        out.flush();
      }
    }
    return 0;
  }
}
