/** Tests of the dialects that go on with one text. */
@NullMarked
package dev.dragoman.dialect.prompt;

import org.jspecify.annotations.NullMarked;
