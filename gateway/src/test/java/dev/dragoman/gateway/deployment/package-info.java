/** Tests of the models on offer: what is found wrong with them, and how they are chosen and checked. */
@NullMarked
package dev.dragoman.gateway.deployment;

import org.jspecify.annotations.NullMarked;
