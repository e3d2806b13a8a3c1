/** Looks the records of mail domains up in DNS, again and again, and decides what follows. */
package org.postroom.maildomain.verification;
