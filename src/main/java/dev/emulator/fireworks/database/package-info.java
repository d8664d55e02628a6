/** The database: where it is, its tables, its transactions and its outages. */
@NullMarked
package dev.emulator.fireworks.database;

import org.jspecify.annotations.NullMarked;
