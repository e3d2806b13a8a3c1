/** Telling organizations anew, now and then, as event topics do not keep everything for ever. */
package org.postroom.kit.retelling;
