/** What fake places of secrets have in common. */
@NullMarked
package dev.dragoman.testkit.vault;

import org.jspecify.annotations.NullMarked;
