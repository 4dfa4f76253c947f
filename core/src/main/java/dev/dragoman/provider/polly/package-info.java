/** Amazon Polly: voices in the cloud of AWS. */
@NullMarked
package dev.dragoman.provider.polly;

import org.jspecify.annotations.NullMarked;
