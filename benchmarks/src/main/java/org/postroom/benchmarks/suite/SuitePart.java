package org.postroom.benchmarks.suite;

/** What of the suite can be measured alone. */
public enum SuitePart {
  /** CreateUser, with and without password. */
  CREATIONS,
  /** DescribeUser and ListUsers in a small and a large organization. */
  USERS,
  /** DescribeEntity, ListGroupMembers and ListAliases in a small and a large organization. */
  DIRECTORY,
  /** What mail servers ask of the policy service. */
  DECISIONS,
  /** What a created user takes on the disks. */
  SIZES,
  /** What an installation takes that nobody calls. */
  IDLE,
  /** A flood of refusals beside a steady load. */
  REFUSALS,
  /** A flood by one account beside a quiet one. */
  FLOOD,
  /** A mailbox into object storage. */
  EXPORT
}
