package org.postroom.system.faults;

/**
 * An Active organization that all clients work in.
 *
 * @param number from 0
 * @param domain its test domain
 */
record Place(int number, String account, String id, String domain, Ledger ledger) {}
