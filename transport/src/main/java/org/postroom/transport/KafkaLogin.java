package org.postroom.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/**
 * Logs in to brokers as the user that a file names at that moment: two lines, user name and
 * password. Made by Kafka, by its name, for each connection.
 */
public final class KafkaLogin implements AuthenticateCallbackHandler {
  static final String CREDENTIALS_FILE = "postroom.kafka.credentials.file";

  private Supplier<Login> login;

  /** Fails with one sentence when there is no usable file. */
  static void check(String file) {
    new WatchedFile<>(Path.of(file), Login::read);
  }

  @Override
  public void configure(
      Map<String, ?> settings, String mechanism, List<AppConfigurationEntry> entries) {
    login = new WatchedFile<>(Path.of((String) settings.get(CREDENTIALS_FILE)), Login::read);
  }

  @Override
  public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
    Login now = login.get();
    for (Callback callback : callbacks) {
      if (callback instanceof NameCallback name) {
        name.setName(now.user());
      } else if (callback instanceof PasswordCallback password) {
        password.setPassword(now.password().toCharArray());
      } else if (!(callback instanceof ScramExtensionsCallback)) {
        throw new UnsupportedCallbackException(callback);
      }
    }
  }

  @Override
  public void close() {
    // Nothing is held but memory.
  }

  private record Login(String user, String password) {
    static Login read(byte[] text) {
      List<String> lines = new String(text, UTF_8).lines().map(String::strip).toList();
      if (lines.size() < 2 || lines.get(0).isEmpty() || lines.get(1).isEmpty()) {
        throw new IllegalArgumentException(
            "it does not hold a user name and a password, a line each");
      }
      return new Login(lines.get(0), lines.get(1));
    }

    @Override
    public String toString() {
      return "[login]";
    }
  }
}
