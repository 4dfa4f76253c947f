/** Many deployments behave as one model that is always up. */
@NullMarked
package dev.dragoman.gateway.resilience;

import org.jspecify.annotations.NullMarked;
