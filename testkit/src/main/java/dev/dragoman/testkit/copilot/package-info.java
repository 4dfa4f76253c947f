/** GitHub Copilot with the desk where it gives out tokens. */
@NullMarked
package dev.dragoman.testkit.copilot;

import org.jspecify.annotations.NullMarked;
