/** The one place that opens sessions and transactions, and the schema's migration. */
package org.postroom.kit.database;
