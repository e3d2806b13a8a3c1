/**
 * What the parts of an installation show one another and whom they trust: credentials, keys and
 * certificates in files that are read again when they change, the settings of Kafka clients, and
 * what an installation must not be started with.
 */
package org.postroom.transport;
