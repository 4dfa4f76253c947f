/** Files and batches in OpenAI's form at vendors that have a form of their own. */
@NullMarked
package dev.dragoman.gateway.batch;

import org.jspecify.annotations.NullMarked;
