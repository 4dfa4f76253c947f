/** The library as its users see it, asked through its front door against fake vendors. */
@NullMarked
package dev.dragoman.library;

import org.jspecify.annotations.NullMarked;
