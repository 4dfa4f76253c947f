/** Closed tables of the fields a vendor knows, read from text files, and the check of a request against them. */
@NullMarked
package dev.dragoman.testkit.schema;

import org.jspecify.annotations.NullMarked;
