/** Sber's GigaChat: tokens for a key, and functions in the place of tools. */
@NullMarked
package dev.dragoman.provider.gigachat;

import org.jspecify.annotations.NullMarked;
