/** The rules of the server's rooms, checked on compiled classes; each with a fixture proving that it can fail. */
@NullMarked
package dev.dragoman.gateway.architecture;

import org.jspecify.annotations.NullMarked;
