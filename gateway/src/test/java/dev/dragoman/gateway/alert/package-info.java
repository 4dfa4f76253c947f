/** Alerts, through the gateway. */
@NullMarked
package dev.dragoman.gateway.alert;

import org.jspecify.annotations.NullMarked;
