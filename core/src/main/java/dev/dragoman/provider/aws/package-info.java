/** What all of AWS's services have in common: where credentials come from, and the signature made with them. */
@NullMarked
package dev.dragoman.provider.aws;

import org.jspecify.annotations.NullMarked;
