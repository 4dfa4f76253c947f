/** Tests of configuration, with real files. */
@NullMarked
package dev.dragoman.gateway.config;

import org.jspecify.annotations.NullMarked;
