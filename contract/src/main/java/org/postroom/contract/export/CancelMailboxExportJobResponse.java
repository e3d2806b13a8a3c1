package org.postroom.contract.export;

/** The empty answer of {@code CancelMailboxExportJob}. */
public record CancelMailboxExportJobResponse() {}
