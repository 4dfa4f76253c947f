/** What the operating system knows: the CPU time and memory of processes, and the machine's name tags. */
@NullMarked
package dev.dragoman.bench.host;

import org.jspecify.annotations.NullMarked;
