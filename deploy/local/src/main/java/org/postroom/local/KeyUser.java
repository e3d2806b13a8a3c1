package org.postroom.local;

import java.util.Map;
import java.util.Set;

/** A running part that seals and opens with the installation's keys. */
interface KeyUser {
  /** What it is called. */
  String name();

  /** What it knows and keeps now. */
  Facts facts();

  /**
   * Seals a bounded part of what it keeps with the current key.
   *
   * @return whether there was nothing left to do
   */
  boolean reseal();

  /**
   * What there is to know.
   *
   * @param current the key it seals with
   * @param known the keys it opens with
   * @param atRest what it keeps, by place, then by key
   */
  record Facts(String current, Set<String> known, Map<String, Map<String, Long>> atRest) {}
}
