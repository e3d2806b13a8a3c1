package org.postroom.export.imap;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postroom.export.testing.ExportBench;
import org.postroom.export.testing.Settings;

class GreenMailTest extends MailServerContract {
  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    server.start();
    String mailbox = ExportBench.ORDER.mailbox().email();
    server.setUser(mailbox, mailbox + "*master", "pass");
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Override
  Settings settings() {
    return new Settings(directory)
        .set("imap.port", Integer.toString(server.getImap().getPort()))
        .set("imap.login", "master-user");
  }

  @Override
  char delimiter() {
    return '.';
  }
}
