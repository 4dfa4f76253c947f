/** The server: its start, its route table, and the order of its rooms. */
@NullMarked
package dev.dragoman.gateway;

import org.jspecify.annotations.NullMarked;
