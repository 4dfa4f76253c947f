/** IBM watsonx.ai's chat, and the desk where IBM Cloud gives out tokens. */
@NullMarked
package dev.dragoman.testkit.watsonx;

import org.jspecify.annotations.NullMarked;
