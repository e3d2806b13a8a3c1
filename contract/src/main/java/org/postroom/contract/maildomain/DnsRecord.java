package org.postroom.contract.maildomain;

/** A DNS record that a mail domain needs. */
public record DnsRecord(String type, String hostname, String value) {}
