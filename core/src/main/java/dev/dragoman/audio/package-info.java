/** Sound as bytes: what it is made of, how it is turned into a format, and how long a recording lasts. Pure. */
@NullMarked
package dev.dragoman.audio;

import org.jspecify.annotations.NullMarked;
