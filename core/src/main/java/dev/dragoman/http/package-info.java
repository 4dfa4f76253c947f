/** What the core needs of HTTP: one blocking client interface, its values, and the reading of event streams. */
@NullMarked
package dev.dragoman.http;

import org.jspecify.annotations.NullMarked;
