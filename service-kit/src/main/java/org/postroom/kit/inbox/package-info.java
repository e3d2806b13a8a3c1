/** What has been decided: a command's repeat gets the stored reply. */
package org.postroom.kit.inbox;
