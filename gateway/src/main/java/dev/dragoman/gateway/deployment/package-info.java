/** The models on offer: built from the configuration, found by name, checked for health. */
@NullMarked
package dev.dragoman.gateway.deployment;

import org.jspecify.annotations.NullMarked;
