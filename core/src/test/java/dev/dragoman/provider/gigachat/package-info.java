/** Tests of the provider {@code gigachat}. */
@NullMarked
package dev.dragoman.provider.gigachat;

import org.jspecify.annotations.NullMarked;
