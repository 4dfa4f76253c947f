/** What every HTTP client of the product must do, tried against servers that answer with arbitrary bytes. */
@NullMarked
package dev.dragoman.http;

import org.jspecify.annotations.NullMarked;
