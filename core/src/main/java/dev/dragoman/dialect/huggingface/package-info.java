/** Text Embeddings Inference and the tasks of Hugging Face beside conversations. */
@NullMarked
package dev.dragoman.dialect.huggingface;

import org.jspecify.annotations.NullMarked;
