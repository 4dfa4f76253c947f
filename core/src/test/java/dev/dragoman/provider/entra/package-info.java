/** Tests of {@code provider.entra}: logins at Entra ID. */
@NullMarked
package dev.dragoman.provider.entra;

import org.jspecify.annotations.NullMarked;
