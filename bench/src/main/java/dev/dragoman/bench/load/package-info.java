/** What is thrown at a subject, and what came back: wrk for whole answers, an own client for streams. */
@NullMarked
package dev.dragoman.bench.load;

import org.jspecify.annotations.NullMarked;
