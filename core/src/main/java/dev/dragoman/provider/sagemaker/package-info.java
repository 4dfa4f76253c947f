/** Amazon SageMaker AI: models on real-time endpoints, which answer as their containers do. */
@NullMarked
package dev.dragoman.provider.sagemaker;

import org.jspecify.annotations.NullMarked;
