/** Operations beside conversations, through the gateway's public face. */
@NullMarked
package dev.dragoman.gateway.service;

import org.jspecify.annotations.NullMarked;
