/** What every fake vendor shares: a protocol is asked what a request means, a script what to say, and the desk brings both together. */
@NullMarked
package dev.dragoman.testkit.vendor;

import org.jspecify.annotations.NullMarked;
