/** Where sealed texts rest in a service's database, and how they are sealed with another key. */
package org.postroom.kit.sealing;
