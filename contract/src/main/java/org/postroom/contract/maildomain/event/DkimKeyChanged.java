package org.postroom.contract.maildomain.event;

/** Mail of a domain is signed with the key of this selector from now on. */
public record DkimKeyChanged(String registrationId, String domainName, String selector) {}
