/** Entra ID, which gives tokens for what runs at Azure: for an application, a user, a workload or a machine. */
@NullMarked
package dev.dragoman.provider.entra;

import org.jspecify.annotations.NullMarked;
