/** Tests of {@code provider.aws}: the login to AWS and its signature. */
@NullMarked
package dev.dragoman.provider.aws;

import org.jspecify.annotations.NullMarked;
