package org.postroom.kit.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.sealing.SealedMembers;

/**
 * Tells whether a client token comes again with the same parameters. The gateway's request digest
 * is keyed by the key that was current then; after a rotation equal requests have different ones.
 * Therefore the service digests the request itself, secrets opened and the token left out, and can
 * check a digest by any key that is still readable.
 */
final class TokenDigest {
  private static final String CLIENT_TOKEN = "ClientToken";

  private final SecretSealer sealer;

  TokenDigest(SecretSealer sealer) {
    this.sealer = sealer;
  }

  String of(CommandEnvelope command) {
    return sealer.digest(canonical(command));
  }

  boolean matches(String digest, CommandEnvelope command) {
    return sealer.isDigestOf(digest, canonical(command));
  }

  private byte[] canonical(CommandEnvelope command) {
    try {
      JsonNode request = Json.mapper().readTree(command.payload());
      if (request instanceof ObjectNode object) {
        object.remove(CLIENT_TOKEN);
        SealedMembers.replace(object, (member, text) -> open(text, member, command));
      }
      return Json.write(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String open(String text, String member, CommandEnvelope command) {
    try {
      return sealer.open(
          text, SecretSealer.member(command.organizationId(), command.commandId(), member));
    } catch (IllegalArgumentException e) {
      // A caller's own text that happens to look like one of ours.
      return text;
    }
  }
}
