package org.postroom.contract.directory.event;

import java.util.List;

/** A user, group or resource is DISABLED; its addresses are free. */
public record EntityDeregistered(String entityId, String entityType, List<String> freedAddresses) {}
