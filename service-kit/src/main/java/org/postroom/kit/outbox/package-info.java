/** What is to be published: written with the state it tells of, sent strictly in order. */
package org.postroom.kit.outbox;
