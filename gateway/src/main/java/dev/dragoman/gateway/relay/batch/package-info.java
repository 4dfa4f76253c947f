/** Files and batches in OpenAI's form at vendors that have a form of their own. */
@NullMarked
package dev.dragoman.gateway.relay.batch;

import org.jspecify.annotations.NullMarked;
