/** Version 2 of Cohere's chat API, as strict as its published models. */
@NullMarked
package dev.dragoman.testkit.cohere;

import org.jspecify.annotations.NullMarked;
