package org.postroom.contract.broken;

import io.smallrye.mutiny.Uni;

/** Breaks: the contract knows no framework. */
public interface ContractWithAFramework {
  Uni<String> later();
}
