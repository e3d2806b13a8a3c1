/**
 * All of Postroom on one machine: PostgreSQL, Kafka and the five services as supervised processes
 * over one data directory. {@link org.postroom.local.LocalInstallation} is the way in for programs;
 * the command line stands on it.
 */
package org.postroom.local;
