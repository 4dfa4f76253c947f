/** What a fake vendor is told to say: answers in no vendor's format, how they are streamed, and how they go wrong. */
@NullMarked
package dev.dragoman.testkit.answer;

import org.jspecify.annotations.NullMarked;
