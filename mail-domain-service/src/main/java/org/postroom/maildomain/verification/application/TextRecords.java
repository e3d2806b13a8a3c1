package org.postroom.maildomain.verification.application;

import java.util.List;
import java.util.Optional;

/** The TXT records in DNS. */
public interface TextRecords {
  /**
   * The texts at a name, also behind CNAMEs, each in one piece. Blocks until the resolvers have
   * answered or had their time.
   *
   * @return empty when DNS gave no answer; an empty list when it answered that there are none
   */
  Optional<List<String>> at(String hostname);
}
