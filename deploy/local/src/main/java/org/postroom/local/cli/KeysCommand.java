package org.postroom.local.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.postroom.local.InstallationState;
import org.postroom.local.KeyRotation;
import org.postroom.local.OperatorTrail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What an operator does about the keys that secrets are sealed with. */
@Command(
    name = "keys",
    description = "Shows, exchanges and takes out the keys that secrets are sealed with.")
final class KeysCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "status", description = "Shows which key is used where.")
  void status(@Mixin DataOption data) {
    rotation(data, data.running()).tell();
  }

  @Command(
      name = "rotate",
      description = "Makes a new key, seals everything with it, and takes out keys of long ago.")
  void rotate(@Mixin DataOption data) {
    onRecord(data, data.running(), "RotateSealingKeys", KeyRotation::rotate);
  }

  @Command(name = "retire", description = "Takes out the keys that nothing can need any more.")
  void retire(@Mixin DataOption data) {
    onRecord(data, data.running(), "RetireSealingKeys", KeyRotation::retire);
  }

  @Command(
      name = "seal",
      description = {
        "Seals the secrets that were written into the credentials file by hand, and anew those that",
        "are sealed with another key than the current one. With --keys and --credentials the files of",
        "any other installation, of which this command keeps no record."
      })
  void seal(
      @Mixin DataOption data,
      @Option(names = "--keys", paramLabel = "FILE", description = "The file of the sealing keys.")
          Path keys,
      @Option(
              names = "--credentials",
              paramLabel = "FILE",
              description = "The file of the access keys.")
          Path credentials) {
    if ((keys == null) != (credentials == null)) {
      throw new ParameterException(
          spec.subcommands().get("seal"), "--keys and --credentials belong together.");
    }
    if (keys != null) {
      saySealed(KeyRotation.sealCredentials(keys, credentials));
      return;
    }
    InstallationState state =
        data.ifRunning().orElseGet(() -> new InstallationState(null, null, "", List.of()));
    onRecord(data, state, "SealCredentials", rotation -> saySealed(rotation.sealCredentials()));
  }

  private void saySealed(int secrets) {
    say("%d secrets of access keys were sealed.".formatted(secrets));
  }

  /**
   * @param state of an installation that does not run: without parts
   */
  private void onRecord(
      DataOption data, InstallationState state, String name, Consumer<KeyRotation> work) {
    OperatorTrail trail =
        state.parts().isEmpty()
            ? OperatorTrail.ofStopped(data.directory())
            : OperatorTrail.ofRunning(data.directory(), RunningKafka.connection(state));
    KeyRotation rotation = rotation(data, state);
    trail.record(
        name,
        Map.of(),
        () -> {
          work.accept(rotation);
          return rotation;
        });
  }

  private KeyRotation rotation(DataOption data, InstallationState state) {
    return KeyRotation.of(data.directory(), state, this::say);
  }

  private void say(String sentence) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(sentence);
    out.flush();
  }
}
