/** Tells people of what they should look at. */
@NullMarked
package dev.dragoman.gateway.alert;

import org.jspecify.annotations.NullMarked;
