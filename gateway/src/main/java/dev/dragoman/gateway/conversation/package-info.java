/** What clients of OpenAI's Responses expect to be remembered: answers, and what they answered. */
@NullMarked
package dev.dragoman.gateway.conversation;

import org.jspecify.annotations.NullMarked;
