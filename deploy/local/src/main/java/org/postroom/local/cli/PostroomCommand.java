package org.postroom.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.logging.LogManager;
import org.postroom.local.InstallationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code ./postroom}; alone it explains itself. */
@Command(
    name = "./postroom",
    description = "Runs Postroom on this machine.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      EnvCommand.class,
      LogsCommand.class,
      EventsCommand.class,
      AuditCommand.class,
      ExportsCommand.class,
      DkimCommand.class,
      KeysCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      SuperviseCommand.class,
      HelpCommand.class
    })
public final class PostroomCommand implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "Explains this command.")
  private boolean help;

  @Spec private CommandSpec spec;

  /** Ends the JVM with the command's exit code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    configureLogging();
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(run(out, err, arguments));
  }

  /** Does what {@link #main} does, without ending the JVM; answers the exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new PostroomCommand())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(PostroomCommand::explain)
        .execute(arguments);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explain(
      Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (problem instanceof InstallationException || problem instanceof IllegalStateException) {
      err.println(problem.getMessage());
    } else {
      err.println("Something unexpected happened:");
      problem.printStackTrace(err);
    }
    err.flush();
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void configureLogging() {
    try (InputStream settings = PostroomCommand.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
