/** Topics on which others report to a service, outside of commands and events. */
package org.postroom.kit.report;
