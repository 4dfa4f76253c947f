/** Tests of remembered responses. */
@NullMarked
package dev.dragoman.gateway.conversation;

import org.jspecify.annotations.NullMarked;
