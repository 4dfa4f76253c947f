/** The contract of a place where models live: address, credentials and quirks around a dialect. */
@NullMarked
package dev.dragoman.provider;

import org.jspecify.annotations.NullMarked;
