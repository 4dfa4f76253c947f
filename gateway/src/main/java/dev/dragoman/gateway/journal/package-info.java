/** What calls cost, written down where it survives the end of the process, until a database has it. */
@NullMarked
package dev.dragoman.gateway.journal;

import org.jspecify.annotations.NullMarked;
