/** Tests of Anthropic's Messages format. */
@NullMarked
package dev.dragoman.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
