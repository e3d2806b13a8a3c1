/** Spans of commands and queries, so that a call can be followed from HTTP to the database. */
package org.postroom.kit.trace;
