/** Anthropic's Messages format, both ways: requests, replies, streams and errors. Start at {@code AnthropicDialect}. */
@NullMarked
package dev.dragoman.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
