/** Amazon Bedrock: models, inference profiles and regions, by signature or by key. */
@NullMarked
package dev.dragoman.provider.bedrock;

import org.jspecify.annotations.NullMarked;
