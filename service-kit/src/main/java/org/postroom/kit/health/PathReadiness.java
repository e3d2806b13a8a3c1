package org.postroom.kit.health;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.CommandPathState;
import org.postroom.kit.lane.LaneStatus;
import org.postroom.kit.view.ViewPath;

/**
 * Ready when the command path is warm and every lane of this process has loaded its position. A
 * view that cannot go on degrades the service and is told, but does not take it out of service:
 * what does not rest on that view still works.
 */
@Readiness
@Singleton
class PathReadiness implements HealthCheck {
  private final CommandPath commands;
  private final ViewPath views;

  PathReadiness(CommandPath commands, ViewPath views) {
    this.commands = commands;
    this.views = views;
  }

  @Override
  public HealthCheckResponse call() {
    CommandPathState state = commands.state();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("lanes").status(state.isReady() && views.isPositioned());
    response.withData("commandPartitions", state.lanes().size());
    response.withData("viewPartitions", views.lanes().size());
    if (state.reason() != null) {
      response.withData("commands", state.reason());
    }
    String degraded =
        views.lanes().entrySet().stream()
            .filter(entry -> entry.getValue() != LaneStatus.RUNNING)
            .map(PathReadiness::describe)
            .sorted()
            .collect(Collectors.joining(", "));
    if (!degraded.isEmpty()) {
      response.withData("views", degraded);
    }
    return response.build();
  }

  private static String describe(Map.Entry<?, LaneStatus> entry) {
    return entry.getKey() + ": " + entry.getValue();
  }
}
