/** Google's {@code generateContent} format, both ways. */
@NullMarked
package dev.dragoman.dialect.gemini;

import org.jspecify.annotations.NullMarked;
