package org.postroom.local;

/** What a caller needs to sign requests to an installation. */
public record AccessKey(String accessKeyId, String secretAccessKey, String account) {
  @Override
  public String toString() {
    return "AccessKey[" + accessKeyId + "]";
  }
}
