/** The database: its location, tables, transactions and outages. */
@NullMarked
package dev.emulator.fireworks.database;

import org.jspecify.annotations.NullMarked;
