/** Oracle Cloud Infrastructure's Generative AI with its signature of requests. */
@NullMarked
package dev.dragoman.testkit.oci;

import org.jspecify.annotations.NullMarked;
