/** The one family of failures a call can end with, and what a vendor said when it refused. */
@NullMarked
package dev.dragoman.error;

import org.jspecify.annotations.NullMarked;
