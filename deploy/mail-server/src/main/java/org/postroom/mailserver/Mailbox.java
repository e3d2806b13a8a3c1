package org.postroom.mailserver;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.internet.MimeMessage;

/**
 * A mailbox as GreenMail wants to see it, called by the entity's id, which never comes back. It
 * holds no password: {@link Logins} asks.
 *
 * @param entityId the user or resource
 */
record Mailbox(String entityId) implements GreenMailUser {
  @Override
  public String getEmail() {
    return entityId;
  }

  @Override
  public String getLogin() {
    return entityId;
  }

  @Override
  public String getQualifiedMailboxName() {
    return entityId;
  }

  @Override
  public void deliver(MovingMessage message) {
    throw notThisWay();
  }

  @Override
  public void deliver(MimeMessage message) {
    throw notThisWay();
  }

  @Override
  public void create() {
    throw notThisWay();
  }

  @Override
  public void delete() {
    throw notThisWay();
  }

  @Override
  public String getPassword() {
    throw notThisWay();
  }

  @Override
  public void setPassword(String password) {
    throw notThisWay();
  }

  @Override
  public void authenticate(String password) {
    throw notThisWay();
  }

  private static UnsupportedOperationException notThisWay() {
    return new UnsupportedOperationException("Mailboxes come from the directory and the store.");
  }
}
