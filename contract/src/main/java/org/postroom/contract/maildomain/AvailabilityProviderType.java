package org.postroom.contract.maildomain;

/** The kinds of availability providers. */
public enum AvailabilityProviderType {
  EWS,
  LAMBDA
}
