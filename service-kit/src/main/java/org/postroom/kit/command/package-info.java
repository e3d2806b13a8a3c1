/** The path of a command: fetched, decided in a batch, stored, published, answered. */
package org.postroom.kit.command;
