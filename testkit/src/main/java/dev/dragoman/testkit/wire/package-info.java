/** A small blocking HTTP/1.1 server on plain sockets that records what it received and can misbehave on purpose. */
@NullMarked
package dev.dragoman.testkit.wire;

import org.jspecify.annotations.NullMarked;
