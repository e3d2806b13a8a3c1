package org.postroom.contract.export;

/** The states of an export job. */
public enum MailboxExportJobState {
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED
}
