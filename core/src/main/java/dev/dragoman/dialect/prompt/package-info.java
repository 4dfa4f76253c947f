/** Services that go on with one text: conversations are laid out as their models were trained on them. */
@NullMarked
package dev.dragoman.dialect.prompt;

import org.jspecify.annotations.NullMarked;
