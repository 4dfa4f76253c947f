/** The front door of the library, and the lists of what is built in. */
@NullMarked
package dev.dragoman;

import org.jspecify.annotations.NullMarked;
