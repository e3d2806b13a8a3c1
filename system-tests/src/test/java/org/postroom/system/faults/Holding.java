package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An entity that one client alone works with, as it last knew it. */
final class Holding {
  private final Kind kind;
  private final String name;
  private final String id;
  private final List<String> aliases = new ArrayList<>();
  private final Set<String> ties = new HashSet<>();
  private String email;
  private int quota = 51200;
  private boolean exported;

  /** The kinds of entities, with the word that their facts begin with. */
  enum Kind {
    USER,
    GROUP,
    RESOURCE;

    String fact(String name) {
      return name().toLowerCase(Locale.ROOT) + ":" + name;
    }
  }

  Holding(Kind kind, String name, String id) {
    this.kind = kind;
    this.name = name;
    this.id = id;
  }

  Kind kind() {
    return kind;
  }

  String name() {
    return name;
  }

  String id() {
    return id;
  }

  boolean isEnabled() {
    return email != null;
  }

  /** The primary address; null when it is not registered. */
  String email() {
    return email;
  }

  void register(String address) {
    email = address;
  }

  void deregister() {
    email = null;
    aliases.clear();
  }

  List<String> aliases() {
    return aliases;
  }

  int quota() {
    return quota;
  }

  void setQuota(int megabytes) {
    quota = megabytes;
  }

  /** Facts that tie it to another entity; while there are any, it stays. */
  Set<String> ties() {
    return ties;
  }

  boolean isExported() {
    return exported;
  }

  void markExported() {
    exported = true;
  }
}
