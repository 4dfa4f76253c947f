/** JSON as the rest of the code sees it: a value tree, a body indexed by its top-level fields, and the only user of the JSON library. */
@NullMarked
package dev.dragoman.json;

import org.jspecify.annotations.NullMarked;
