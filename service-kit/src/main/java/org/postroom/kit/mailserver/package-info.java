/** What services offer to mail servers: paths below {@code /mail/}, opened by credentials of their own. */
package org.postroom.kit.mailserver;
