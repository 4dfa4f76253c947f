/** Micro-benchmarks of the JSON scan and of the dialects, for JMH. */
@NullMarked
package dev.dragoman.bench.micro;

import org.jspecify.annotations.NullMarked;
