/** What refusals of real vendors mean, across the dialects and the places that speak them. */
@NullMarked
package dev.dragoman.errors;

import org.jspecify.annotations.NullMarked;
