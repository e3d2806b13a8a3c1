/** The command line {@code ./postroom}: one small class per subcommand. */
package org.postroom.local.cli;
