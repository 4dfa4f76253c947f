/** Amazon Bedrock's Converse format, both ways: requests, replies, streams and errors. Start at {@code ConverseDialect}. */
@NullMarked
package dev.dragoman.dialect.converse;

import org.jspecify.annotations.NullMarked;
