/** Amazon SageMaker's endpoints with containers that speak OpenAI's format or go on with a text. */
@NullMarked
package dev.dragoman.testkit.sagemaker;

import org.jspecify.annotations.NullMarked;
