/** What code of the operator's own implements. What is public here stays as it is, or gets more. */
@NullMarked
package dev.dragoman.gateway.extension;

import org.jspecify.annotations.NullMarked;
