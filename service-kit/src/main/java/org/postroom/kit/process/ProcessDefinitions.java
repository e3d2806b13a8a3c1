package org.postroom.kit.process;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The kinds of process this context runs; two of a kind are refused at start. */
@Singleton
class ProcessDefinitions {
  private final Map<String, ProcessDefinition> byKind = new HashMap<>();

  ProcessDefinitions(@Any Instance<ProcessDefinition> definitions) {
    for (ProcessDefinition definition : definitions) {
      if (byKind.put(definition.kind(), definition) != null) {
        throw new IllegalStateException("two processes are called " + definition.kind());
      }
    }
  }

  Set<String> kinds() {
    return byKind.keySet();
  }

  ProcessDefinition of(String kind) {
    ProcessDefinition definition = byKind.get(kind);
    if (definition == null) {
      throw new IllegalStateException("no process is called " + kind);
    }
    return definition;
  }
}
