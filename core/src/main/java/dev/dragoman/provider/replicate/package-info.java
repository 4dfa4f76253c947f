/** Replicate: predictions that are made, waited for and followed in several exchanges. */
@NullMarked
package dev.dragoman.provider.replicate;

import org.jspecify.annotations.NullMarked;
