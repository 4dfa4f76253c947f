/** Encryption of secrets that are kept in the database, and signatures of tokens. */
@NullMarked
package dev.dragoman.gateway.crypto;

import org.jspecify.annotations.NullMarked;
