/** NVIDIA's microservices beside conversations. */
@NullMarked
package dev.dragoman.dialect.nvidia;

import org.jspecify.annotations.NullMarked;
