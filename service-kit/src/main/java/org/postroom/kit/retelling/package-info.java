/** Telling organizations anew before event topics have forgotten what was told of them. */
package org.postroom.kit.retelling;
