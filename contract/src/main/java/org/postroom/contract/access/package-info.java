/** Who may do what: the parts of policies that both the gateway and the services judge. */
package org.postroom.contract.access;
