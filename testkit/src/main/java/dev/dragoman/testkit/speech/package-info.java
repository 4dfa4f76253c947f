/** Vendors that speak and listen and do nothing else. */
@NullMarked
package dev.dragoman.testkit.speech;

import org.jspecify.annotations.NullMarked;
