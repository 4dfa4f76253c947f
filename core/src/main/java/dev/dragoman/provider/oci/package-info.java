/** Oracle Cloud Infrastructure's Generative AI: requests signed with a user's key, models in the formats GENERIC and COHERE. */
@NullMarked
package dev.dragoman.provider.oci;

import org.jspecify.annotations.NullMarked;
