/** Tests of the fake Cohere. */
@NullMarked
package dev.dragoman.testkit.cohere;

import org.jspecify.annotations.NullMarked;
