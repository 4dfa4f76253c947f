/** JSON trees in and out; no reader of JSON text stands anywhere else but beside the recorded request. */
@NullMarked
package dev.dragoman.testkit.json;

import org.jspecify.annotations.NullMarked;
