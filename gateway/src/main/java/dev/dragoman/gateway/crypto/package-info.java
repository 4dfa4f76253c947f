/** Encryption of secrets that are kept in the database. */
@NullMarked
package dev.dragoman.gateway.crypto;

import org.jspecify.annotations.NullMarked;
