/** Amazon Bedrock's Converse operations, with AWS's signature and binary event stream. */
@NullMarked
package dev.dragoman.testkit.bedrock;

import org.jspecify.annotations.NullMarked;
