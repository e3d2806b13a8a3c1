package org.postroom.contract.policy;

/** The folders a retention policy speaks of. */
public enum FolderName {
  INBOX,
  DELETED_ITEMS,
  SENT_ITEMS,
  DRAFTS,
  JUNK_EMAIL
}
