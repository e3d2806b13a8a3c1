/** What services offer to mail servers: paths below {@code /mail/}, with their own credentials. */
package org.postroom.kit.mailserver;
