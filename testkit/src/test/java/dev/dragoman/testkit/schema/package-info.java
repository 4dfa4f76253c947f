/** Tests of the field tables. */
@NullMarked
package dev.dragoman.testkit.schema;

import org.jspecify.annotations.NullMarked;
