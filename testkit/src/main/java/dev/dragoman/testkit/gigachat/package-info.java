/** Sber's GigaChat with its token desk. */
@NullMarked
package dev.dragoman.testkit.gigachat;

import org.jspecify.annotations.NullMarked;
