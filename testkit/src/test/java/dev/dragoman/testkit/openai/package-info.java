/** Tests of the rules and formats of this vendor. */
@NullMarked
package dev.dragoman.testkit.openai;

import org.jspecify.annotations.NullMarked;
