package org.postroom.directory.authentication.http;

import org.postroom.contract.secret.Secret;

/**
 * A mail server's question.
 *
 * @param address the address somebody claims to have, in any case
 * @param password what they typed
 * @param source the client's network address; null when the mail server does not tell
 */
record AuthenticationRequest(String address, Secret password, String source) {
  AuthenticationRequest {
    source = source == null || source.isBlank() ? null : source;
  }

  boolean isComplete() {
    return address != null && password != null;
  }
}
