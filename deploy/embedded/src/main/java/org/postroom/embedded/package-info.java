/**
 * Real PostgreSQL and real Kafka as child processes, from Maven artifacts alone: for tests and for
 * the all-in-one installation. Neither needs a container engine, root or any set-up.
 */
package org.postroom.embedded;
